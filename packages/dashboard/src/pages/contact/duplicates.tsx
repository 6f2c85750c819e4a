import { lookAlikes } from '@rollcall/filters'
import { useQuery } from '@tanstack/react-query'
import { type Contact, client } from '../../api.ts'
import { callingOf } from '../../parts/calling-of.ts'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './contact.module.css'

const SHOWN = 5

/** People who may be the same person: the same phone, the same name, or the same part before the @. */
export function Duplicates({ contact, pick }: { contact: Contact; pick: (id: string) => void }) {
  const filters = lookAlikes(contact)
  const { data } = useQuery({
    queryKey: ['contacts', 'duplicates', contact.id, filters],
    queryFn: ({ signal }) => client.contacts.search({ filters, limit: SHOWN + 1 }, { signal }),
    enabled: filters !== undefined,
  })
  if (filters && !data) return <Waiting rows={2} />
  const found = (data?.data ?? []).filter(({ id }) => id !== contact.id).slice(0, SHOWN)
  if (found.length === 0) return <p className={classes.pickWords}>Nobody looks like the same person. Find one above.</p>
  return (
    <>
      <p className={classes.pickWords}>These may be the same person:</p>
      <ul className={classes.duplicates} aria-label="Possible duplicates">
        {found.map((other) => (
          <li key={other.id}>
            <button type="button" onClick={() => pick(other.id)}>
              {callingOf(other)}
              <span className={classes.when}>
                {[other.name, other.phone, other.company]
                  .filter((part) => part && part !== callingOf(other))
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
