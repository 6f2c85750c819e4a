import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../api.ts'
import entry from '../../parts/entry-form.module.css'
import { EntryForm } from '../../parts/entry-form.tsx'
import { Panel } from '../../parts/panel.tsx'
import { problemAt } from '../../problem-at.ts'
import { useChange } from '../../use-change.ts'
import { CONTACT_CHANGES } from '../contact/use-contact.ts'
import { FIRST_WHY, ReasonFields, toWhyBody } from './reason-fields.tsx'

/** Puts an address on the list, with a reason. */
export function NewEntry({ close }: { close: () => void }) {
  const [email, setEmail] = useState('')
  const [why, setWhy] = useState(FIRST_WHY)
  const create = useChange(() => client.suppressions.create({ email: email.trim(), ...toWhyBody(why) }), {
    changes: [...CONTACT_CHANGES, 'audit'],
    done: close,
    undo: ({ id, email: address }) => ({
      words: `${address} is on the suppression list.`,
      run: () => client.suppressions.delete(id),
    }),
    ownErrors: true,
  })
  return (
    <Panel title="Add an address">
      <EntryForm label="Add an address" save={create} words="Put it on the list" close={close}>
        <TextInput
          label="Address"
          type="email"
          required
          autoFocus
          autoComplete="off"
          maxLength={254}
          error={problemAt(create.error, 'email')}
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <ReasonFields
          why={why}
          onChange={setWhy}
          noteClass={entry.wide}
          aboutNote="Who asked for it, when and where. Whoever wants to take it off reads it."
        />
      </EntryForm>
    </Panel>
  )
}
