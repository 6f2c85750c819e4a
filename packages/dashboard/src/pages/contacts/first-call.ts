/** The call that adds one contact, as a command for a terminal; the key stays out of it. */
export function firstCall(origin: string): string {
  return [
    `curl -sS ${origin}/v1/contacts`,
    `-H "Authorization: Bearer $ROLLCALL_API_KEY"`,
    `-H 'Content-Type: application/json'`,
    `-d '{"email":"ada@example.org","firstName":"Ada","tags":["First"]}'`,
  ].join(' \\\n  ')
}
