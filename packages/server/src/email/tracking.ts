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
  const ownPages = OWN_PAGES.map((path) => publicUrl + path)
  const own = trackingHost === null ? publicUrl : originAt(publicUrl, trackingHost)
  const tokens = createTrackingTokens(secretKey)
  return (message) => {
    const { open, click } = tokens.ofMessage(message)
    return {
      pixelUrl: opens ? `${own}/o/${open()}` : null,
      detour: clicks
        ? (url, linkNo) =>
            ownPages.some((page) => url.startsWith(page)) ? undefined : `${own}/c/${click(linkNo, url)}`
        : null,
    }
  }
}
