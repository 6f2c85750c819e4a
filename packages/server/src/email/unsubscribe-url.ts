import type { Config } from '../config.ts'
import { toUnsubscribeToken, type UnsubscribeClaim } from './unsubscribe-token.ts'

type Place = Pick<Config, 'publicUrl' | 'secretKey'>

/** The link with which one person leaves. */
export function unsubscribeUrl({ publicUrl, secretKey }: Place, claim: UnsubscribeClaim): string {
  return `${withoutSlash(publicUrl)}/unsubscribe/${toUnsubscribeToken(secretKey, claim)}`
}

/** What stands for it in a preview: it looks the same and unsubscribes nobody. */
export function previewUnsubscribeUrl({ publicUrl }: Place): string {
  return `${withoutSlash(publicUrl)}/unsubscribe/preview`
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
