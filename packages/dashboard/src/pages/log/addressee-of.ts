/** Whom a message is to, in short: a skipped one may be to somebody without an address. */
export function addresseeOf({ email, contact }: { email: string | null; contact: string | null }): string {
  return email ?? (contact === null ? 'Somebody who was erased' : 'Somebody without an address')
}
