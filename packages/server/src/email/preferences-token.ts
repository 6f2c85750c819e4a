import type { MessageClaim } from './message-claim.ts'
import { parseMessageToken, toMessageToken } from './message-token.ts'

const PURPOSE = 'rollcall preferences v1'

/** In place of a campaign, in links that come from no message. */
export const NO_CAMPAIGN = '00000000-0000-0000-0000-000000000000'

/** The token of somebody's preference page. It never expires: a message may be read years later. */
export function toPreferencesToken(secretKey: Buffer, message: MessageClaim): string {
  return toMessageToken(secretKey, PURPOSE, message)
}

/** What a token says, or undefined when we did not make it. */
export function parsePreferencesToken(secretKey: Buffer, token: string): MessageClaim | undefined {
  return parseMessageToken(secretKey, PURPOSE, token)
}
