import { createSignedTokens } from '../../email/signed-token.ts'

// People take longer to type an address; programs are done at once, or come back days later with a copy of the page.
const SOONEST_MS = 2_000
const LATEST_MS = 24 * 3_600_000

/** Says when somebody got a form. It names nobody, and cannot be made without the secret key. */
export function toFormTicket(secretKey: Buffer, formId: string, now: Date): string {
  return tokens(secretKey).toToken(Buffer.from(`${formId} ${now.getTime()}`))
}

/** Whether somebody got this form neither a moment nor an age ago. */
export function isTimely(secretKey: Buffer, ticket: string, { formId, now }: { formId: string; now: Date }): boolean {
  const [id, at] = tokens(secretKey).parse(ticket)?.toString().split(' ') ?? []
  const ageMs = now.getTime() - Number(at)
  return id === formId && ageMs >= SOONEST_MS && ageMs <= LATEST_MS
}

function tokens(secretKey: Buffer) {
  return createSignedTokens(secretKey, 'rollcall form v1')
}
