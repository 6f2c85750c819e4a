import type { Config } from '../config.ts'
import type { MessageClaim } from './message-claim.ts'
import { toUnsubscribeToken } from './unsubscribe-token.ts'

type Place = Pick<Config, 'publicUrl' | 'secretKey'>

/** In place of a token, in messages that only look like the real ones. */
export const PREVIEW_TOKEN = 'preview'

/** The link with which one person leaves. */
export function unsubscribeUrl({ publicUrl, secretKey }: Place, claim: MessageClaim): string {
  return `${withoutSlash(publicUrl)}/unsubscribe/${toUnsubscribeToken(secretKey, claim)}`
}

/** What stands for it in a preview: it looks the same and unsubscribes nobody. */
export function previewUnsubscribeUrl({ publicUrl }: Place): string {
  return `${withoutSlash(publicUrl)}/unsubscribe/${PREVIEW_TOKEN}`
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
