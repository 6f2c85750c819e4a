import type { Condition } from '@rollcall/filters'
import { useQuery } from '@tanstack/react-query'
import { type Contact, client } from '../../api.ts'
import { callingOf } from '../../parts/calling-of.ts'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './contact.module.css'

const SHOWN = 5

/** People who may be the same person: the same phone, the same name, or the same part before the @. */
export function Duplicates({ contact, pick }: { contact: Contact; pick: (id: string) => void }) {
  const conditions = alikeness(contact)
  const { data } = useQuery({
    queryKey: ['contacts', 'duplicates', contact.id, conditions],
    queryFn: ({ signal }) =>
      client.contacts.search({ filters: { match: 'any', conditions }, limit: SHOWN + 1 }, { signal }),
    enabled: conditions.length > 0,
  })
  if (conditions.length > 0 && !data) return <Waiting rows={2} />
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

/** A name of one word says too little, and so does info@. */
const SHARED = /^(info|hello|contact|office|mail|admin|sales|support|team)$/i

function alikeness({ email, phone, firstName, lastName, name }: Contact) {
  const is = (field: string, value: string): Condition => ({ type: 'field', field, op: 'is', values: [value] })
  const local = email?.split('@', 1).join() ?? ''
  return [
    ...(phone ? [is('phone', phone)] : []),
    ...(firstName && lastName
      ? [{ match: 'all' as const, conditions: [is('firstName', firstName), is('lastName', lastName)] }]
      : []),
    ...(name?.includes(' ') ? [is('name', name)] : []),
    ...(local.length > 3 && !SHARED.test(local)
      ? [{ type: 'field', field: 'email', op: 'starts_with', values: [`${local}@`] }]
      : []),
  ]
}
