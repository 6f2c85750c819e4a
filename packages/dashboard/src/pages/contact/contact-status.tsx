import type { Contact } from '../../api.ts'
import { ConsentList } from './consent-list.tsx'
import { Suppressed } from './suppressed.tsx'

/** Whether this person may get mail and messages, why, since when, and how we know. */
export function ContactStatus({ contact }: { contact: Contact }) {
  return (
    <>
      {contact.suppressed && <Suppressed contact={contact} />}
      <ConsentList contact={contact} />
    </>
  )
}
