import type { Config } from '../config.ts'
import type { MessageClaim } from './message-claim.ts'
import { toPreferencesToken } from './preferences-token.ts'
import { PREVIEW_TOKEN } from './unsubscribe-url.ts'

type Place = Pick<Config, 'publicUrl' | 'secretKey'>

/** The link to the page on which one person chooses what they get. */
export function preferencesUrl({ publicUrl, secretKey }: Place, claim: MessageClaim): string {
  return `${publicUrl}/preferences/${toPreferencesToken(secretKey, claim)}`
}

/** What stands for it in a preview: it looks the same and changes nothing. */
export function previewPreferencesUrl({ publicUrl }: Place): string {
  return `${publicUrl}/preferences/${PREVIEW_TOKEN}`
}
