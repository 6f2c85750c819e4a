import type { Product } from '../../product.ts'
import type { SendingCampaign } from '../../store/campaign-states.ts'
import { reserveMoments } from '../../store/send-pace.ts'
import { isOpen } from './sending-window.ts'

const HOUR_MS = 3_600_000
// Leased as far ahead, so that a campaign that goes slowly keeps its people in the queue, where they can still be cancelled.
const AHEAD_MS = 10_000

/** How many messages of a campaign may be taken in hand now, at most `limit`; `inHand` of it are already. */
export function allowanceOf(
  { plan, projectZone }: SendingCampaign,
  { limit, inHand, now }: { limit: number; inHand: number; now: Date },
): number {
  const { window, perHour } = plan
  if (window && !isOpen({ ...window, timezone: window.timezone ?? projectZone }, now)) return 0
  if (perHour === undefined) return limit
  return Math.max(0, Math.min(limit, Math.ceil((perHour * AHEAD_MS) / HOUR_MS) - inHand))
}

/** The moments at which the next `count` messages of a campaign may leave; null when at once. */
export async function momentsFor(
  { database, now }: Pick<Product, 'database' | 'now'>,
  { id, plan: { perHour } }: SendingCampaign,
  count: number,
): Promise<Date[] | null> {
  if (perHour === undefined || count === 0) return null
  const intervalMs = HOUR_MS / perHour
  const first = await reserveMoments(database, `campaign ${id}`, { count, intervalMs, now: now() })
  return Array.from({ length: count }, (_, place) => new Date(first.getTime() + place * intervalMs))
}
