import type { Config } from '../config.ts'
import type { Detour } from './linked-template.ts'
import type { MessageClaim } from './message-claim.ts'
import { originAt } from './origin-at.ts'
import { createTrackingTokens } from './tracking-token.ts'

/** Which of the things that people do with a message are noticed. */
export type TrackingSwitches = { opens: boolean; clicks: boolean }

/** The addresses with which one message is noticed; null where it shall not be. */
export type Tracking = { pixelUrl: string | null; detour: Detour | null }

// What people decide there is nobody's click.
const OWN_PAGES = ['/unsubscribe/', '/preferences/']

/** Makes the addresses of any number of messages; the way out is never led through us twice. */
export function createTracker(
  { publicUrl, secretKey, trackingHost }: Pick<Config, 'publicUrl' | 'secretKey'> & { trackingHost: string | null },
  { opens, clicks }: TrackingSwitches,
): (message: MessageClaim) => Tracking {
  const base = publicUrl.replace(/\/+$/, '')
  const own = trackingHost === null ? base : originAt(publicUrl, trackingHost)
  const tokens = createTrackingTokens(secretKey)
  return (message) => ({
    pixelUrl: opens ? `${own}/o/${tokens.toToken({ ...message, kind: 'open' })}` : null,
    detour: clicks
      ? (url, linkNo) =>
          OWN_PAGES.some((path) => url.startsWith(base + path))
            ? undefined
            : `${own}/c/${tokens.toToken({ ...message, kind: 'click', linkNo, url })}`
      : null,
  })
}
