import { Button, TextInput } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { type FormEvent, useState } from 'react'
import { type Contact, client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { useChange } from '../../use-change.ts'
import classes from './contact.module.css'
import { CONTACT_CHANGES } from './use-contact.ts'

type Props = { contact: Contact; done: (receipt: Reply<'contacts.erase'>) => void }

const GOES = [
  'This entry and those merged into it or deleted before, with all that happened: consents, tags, messages, events.',
  'Their lines in the histories of imports, jobs and the audit log, and reports of bounces that wait.',
  'All finished exports of the project, which are not looked into and can be made anew.',
]
const STAYS = [
  'A keyed hash of each address, so that nobody writes to them by mistake when the address comes in again.',
  'Lines of campaigns that name nobody, so that numbers stay right.',
  'What you wrote yourselves: rules, campaigns and templates that name them are listed afterwards.',
]

/** What an erasure does, and the step itself, for who types whom it is about. */
export function ErasePerson({ contact: { id, email }, done }: Props) {
  const [typed, setTyped] = useState('')
  const wanted = email ?? 'erase'
  const erase = useChange(() => client.contacts.erase(id), {
    changes: [...CONTACT_CHANGES, 'audit', 'jobs'],
    done,
    ownErrors: true,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    erase.mutate()
  }
  return (
    <form className={classes.privacy} aria-label="Erase them for good" onSubmit={submit}>
      <p className={classes.quiet}>
        Deleting can be taken back for 30 days; this cannot, by nobody. Do it when they ask for it (GDPR, article 17).
      </p>
      <div className={classes.fates}>
        <Fate title="What goes" points={GOES} />
        <Fate title="What stays" points={STAYS} />
      </div>
      <TextInput
        label={`Type ${wanted} to confirm`}
        autoComplete="off"
        spellCheck={false}
        maw={420}
        disabled={erase.isPending}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <div>
        <Button
          type="submit"
          color="red.8"
          loading={erase.isPending}
          disabled={typed.trim().toLowerCase() !== wanted.toLowerCase()}
        >
          Erase them for good
        </Button>
      </div>
      <p className={classes.quiet} role="status">
        {erase.isPending && 'Erasing: every table is gone through, which takes some seconds.'}
      </p>
      {erase.error && <ErrorState error={erase.error} />}
    </form>
  )
}

function Fate({ title, points }: { title: string; points: string[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  )
}
