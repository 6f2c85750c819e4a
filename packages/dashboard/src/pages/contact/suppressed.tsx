import { Button } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { type Contact, client } from '../../api.ts'
import { timeText } from '../../parts/time-text.ts'
import { useChange } from '../../use-change.ts'
import classes from './contact.module.css'
import { CONTACT_CHANGES } from './use-contact.ts'

type Suppression = Reply<'suppressions.list'>['data'][number]

const REASONS: Record<Suppression['reason'], { what: string; toDo: string }> = {
  bounce: {
    what: 'Mail to it came back.',
    toDo: 'Ask them for another address, or take it off the list once you know that it works.',
  },
  complaint: {
    what: 'They reported a message as spam.',
    toDo: 'Leave it: another message would harm how all your mail arrives. Only their own new request changes that.',
  },
  unsubscribe: {
    what: 'They asked for no more mail at this address.',
    toDo: 'Leave it unless they ask again; then take it off and write down where they said so.',
  },
  manual: { what: 'Somebody here put it on the list.', toDo: 'Take it off once the reason is gone.' },
  erased: {
    what: 'This person had themselves erased, and the address came in again.',
    toDo: 'Delete or erase the contact; take it off only when they came back of their own will.',
  },
}

/** Why nothing is sent to this person's address, and what to do about it. */
export function Suppressed({ contact }: { contact: Contact }) {
  const email = contact.email ?? ''
  const { data } = useQuery({
    queryKey: ['suppressions', 'of', email],
    queryFn: ({ signal }) => client.suppressions.list({ email }, { signal }),
    enabled: email !== '',
  })
  const remove = useChange((entry: Suppression) => client.suppressions.delete(entry.id), {
    changes: CONTACT_CHANGES,
    undo: (_, { email: address, reason, marketingOnly, note }) => ({
      words: `${address} is off the suppression list.`,
      // That somebody was erased is forgotten with the entry.
      run: () =>
        client.suppressions.create({
          ...{ email: address, marketingOnly, note },
          reason: reason === 'erased' ? 'manual' : reason,
        }),
    }),
  })
  return (
    <div className={classes.suppressed} role="note">
      <strong>This address is on the suppression list and gets nothing, whatever the status.</strong>
      {data?.data.map((entry) => (
        <div key={entry.id} className={classes.suppression}>
          <p>
            {REASONS[entry.reason].what} {timeText(entry.createdAt)}
            {entry.note && `: ${entry.note}`}
          </p>
          <p className={classes.quiet}>{REASONS[entry.reason].toDo}</p>
          <Button variant="default" size="xs" loading={remove.isPending} onClick={() => remove.mutate(entry)}>
            Take it off the list
          </Button>
        </div>
      ))}
    </div>
  )
}
