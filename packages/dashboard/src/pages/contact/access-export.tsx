import { Button } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { IconDownload } from '@tabler/icons-react'
import { type Contact, client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import listed from '../../parts/listed.module.css'
import { numberText } from '../../parts/number-text.ts'
import { saveBlob } from '../../parts/save-blob.ts'
import { useChange } from '../../use-change.ts'
import classes from './contact.module.css'

type Known = Reply<'contacts.accessExport'>

/** Saves everything that is known of a person as a file they can be given, and says what is in it. */
export function AccessExport({ contact: { id } }: { contact: Contact }) {
  const read = useChange(() => client.contacts.accessExport(id), {
    changes: [],
    done: (known) =>
      saveBlob(new Blob([JSON.stringify(known, null, 2)], { type: 'application/json' }), `what-is-known-${id}.json`),
    ownErrors: true,
  })
  return (
    <div className={classes.privacy}>
      <p className={classes.quiet}>
        Also of entries that were merged into this one or deleted before: details, consents with their proofs, messages,
        events, the suppression list. As JSON, which people can take elsewhere (GDPR, articles 15 and 20).
      </p>
      <div>
        <Button leftSection={<IconDownload size={15} />} loading={read.isPending} onClick={() => read.mutate()}>
          Download what is known
        </Button>
      </div>
      {read.error && <ErrorState error={read.error} />}
      {read.data && <Contents known={read.data} />}
    </div>
  )
}

/** How much of each there is, once somebody has the file. */
function Contents({ known }: { known: Known }) {
  const sections = Object.entries(known).flatMap(([name, entries]) =>
    Array.isArray(entries) && entries.length > 0 ? [{ name, count: entries.length }] : [],
  )
  return (
    <dl className={listed.facts} aria-label="What is in the file">
      {sections.map(({ name, count }) => (
        <div key={name} className={classes.section}>
          <dt>{name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}</dt>
          <dd className="num">{numberText(count)}</dd>
        </div>
      ))}
    </dl>
  )
}
