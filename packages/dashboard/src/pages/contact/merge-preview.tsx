import type { Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Contact, client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { callingOf } from '../../parts/calling-of.ts'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { LookOnly } from '../../parts/look-only.tsx'
import { numberText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { TagChip } from '../../parts/tag-chip.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import classes from './contact.module.css'
import { MergeTable, type Side } from './merge-table.tsx'
import { CONTACT_CHANGES } from './use-contact.ts'

type Preview = Reply<'contacts.previewMerge'>

/** What each of the two has, whose value stays, and the button that makes them one. */
export function MergePreview({ contact, other }: { contact: Contact; other: string }) {
  const query = useQuery({
    queryKey: ['contacts', 'merge', contact.id, other],
    queryFn: ({ signal }) => client.contacts.previewMerge(contact.id, { from: other }, { signal }),
  })
  return (
    <Answer query={query} waiting={<Waiting height={320} />}>
      {(preview) => <Choosing contact={contact} preview={preview} />}
    </Answer>
  )
}

function Choosing({ contact, preview }: { contact: Contact; preview: Preview }) {
  const [sides, setSides] = useState<Record<string, Side>>({})
  const navigate = useNavigate()
  const mayWrite = useMay()('contacts:write')
  const merge = useChange(() => client.contacts.merge(contact.id, { from: preview.other.id, fields: sides }), {
    changes: CONTACT_CHANGES,
    done: () => void navigate({ to: '/contacts/$contact', params: { contact: contact.id } }),
  })
  const names = { this: callingOf(preview.this), other: callingOf(preview.other) }
  return (
    <div className={classes.stack}>
      <Panel title="Whose value stays" flush>
        <MergeTable
          preview={preview}
          names={names}
          sides={sides}
          onPick={(key, side) => setSides({ ...sides, [key]: side })}
        />
      </Panel>
      <Panel title="What they have together">
        {preview.tags.length > 0 && (
          <p className={classes.together}>
            {preview.tags.map((tag) => (
              <TagChip key={tag} name={tag} />
            ))}
          </p>
        )}
        <p className={classes.quiet}>{movesText(preview.moves)}</p>
        <p className={classes.quiet}>
          Of consent the stricter answer stays: who has unsubscribed, refused or is suppressed anywhere stays so.
        </p>
      </Panel>
      <div>
        {mayWrite ? (
          <InlineConfirm
            ask="Merge"
            question={`${names.other} becomes part of ${names.this} and is deleted.`}
            yes="Merge the two"
            no="Not yet"
            run={() => merge.mutate()}
            busy={merge.isPending}
          />
        ) : (
          <LookOnly />
        )}
      </div>
    </div>
  )
}

const WORDS = [
  ['events', 'event', 'events'],
  ['deliveries', 'message', 'messages'],
  ['opportunities', 'opportunity', 'opportunities'],
  ['lists', 'static list', 'static lists'],
] as const

function movesText(moves: Preview['moves']): string {
  const parts = WORDS.flatMap(([key, one, many]) =>
    moves[key] === 0 ? [] : [`${numberText(moves[key])} ${moves[key] === 1 ? one : many}`],
  )
  if (parts.length === 0) return 'The other brings no events, messages, lists or opportunities.'
  return `From the other come ${new Intl.ListFormat('en').format(parts)}, with all history.`
}
