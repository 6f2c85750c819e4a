import type { Contact } from '../../api.ts'
import { callingOf } from '../../parts/calling-of.ts'

/** A person's name for a heading, and the line of addresses below it. */
export function nameOf(contact: Contact): { title: string; lead: string } {
  const { name, firstName, lastName, email, phone } = contact
  const title = (name ?? [firstName, lastName].filter(Boolean).join(' ')) || callingOf(contact)
  return { title, lead: [email, phone].filter((part) => part && part !== title).join(' · ') }
}
