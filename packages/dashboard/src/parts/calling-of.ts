import type { Contact } from '../api.ts'

/** What a person is called where only one line is to be had. */
export function callingOf({ email, name, firstName, lastName, phone, id }: Contact): string {
  return email ?? name ?? ([firstName, lastName].filter(Boolean).join(' ') || (phone ?? id))
}
