import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Contact, client } from '../../api.ts'
import { timeText } from '../../parts/time-text.ts'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import { givenReasonOf, REASONS, type Suppression } from '../suppressions/reasons.ts'
import classes from './contact.module.css'
import { CONTACT_CHANGES } from './use-contact.ts'

/** Why nothing is sent to this person's address, and what to do about it. */
export function Suppressed({ contact }: { contact: Contact }) {
  const email = contact.email ?? ''
  const mayWrite = useMay()('contacts:write')
  const { data } = useQuery({
    queryKey: ['suppressions', 'of', email],
    queryFn: ({ signal }) => client.suppressions.list({ email }, { signal }),
    enabled: email !== '',
  })
  const remove = useChange((entry: Suppression) => client.suppressions.delete(entry.id), {
    changes: CONTACT_CHANGES,
    undo: (_, { email: address, reason, marketingOnly, note }) => ({
      words: `${address} is off the suppression list.`,
      run: () => client.suppressions.create({ email: address, reason: givenReasonOf(reason), marketingOnly, note }),
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
          <p className={classes.quiet}>
            {REASONS[entry.reason].toDo}{' '}
            <Link to="/suppressions" search={{ q: entry.email, entry: entry.id }} className={classes.link}>
              See it on the list
            </Link>
          </p>
          {mayWrite && (
            <Button variant="default" size="xs" loading={remove.isPending} onClick={() => remove.mutate(entry)}>
              Take it off the list
            </Button>
          )}
        </div>
      ))}
    </div>
  )
}
