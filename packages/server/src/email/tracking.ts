import type { Config } from '../config.ts'
import type { Detour } from './linked-template.ts'
import { type MessageClaim, toTrackingToken } from './tracking-token.ts'

/** Which of the things that people do with a message are noticed. */
export type TrackingSwitches = { opens: boolean; clicks: boolean }

/** The addresses with which one message is noticed; null where it shall not be. */
export type Tracking = { pixelUrl: string | null; detour: Detour | null }

/** The open pixel and the click links of one person's message. The way out is never led through us twice. */
export function toTracking(
  { publicUrl, secretKey }: Pick<Config, 'publicUrl' | 'secretKey'>,
  { opens, clicks }: TrackingSwitches,
  message: MessageClaim,
): Tracking {
  const base = publicUrl.replace(/\/+$/, '')
  const detour: Detour = (url, linkNo) =>
    url.startsWith(`${base}/unsubscribe/`)
      ? undefined
      : `${base}/c/${toTrackingToken(secretKey, { ...message, kind: 'click', linkNo, url })}`
  return {
    pixelUrl: opens ? `${base}/o/${toTrackingToken(secretKey, { ...message, kind: 'open' })}` : null,
    detour: clicks ? detour : null,
  }
}
