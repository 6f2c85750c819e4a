import type { MessageClaim } from './message-claim.ts'
import { parseMessageToken, toMessageToken } from './message-token.ts'

const PURPOSE = 'rollcall unsubscribe v1'

/** The token of an unsubscribe link. It says who leaves and from which message, cannot be made without the secret key, and never expires. */
export function toUnsubscribeToken(secretKey: Buffer, message: MessageClaim): string {
  return toMessageToken(secretKey, PURPOSE, message)
}

/** What a token says, or undefined when we did not make it. */
export function parseUnsubscribeToken(secretKey: Buffer, token: string): MessageClaim | undefined {
  return parseMessageToken(secretKey, PURPOSE, token)
}
