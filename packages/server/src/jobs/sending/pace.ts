import type { Product } from '../../product.ts'
import type { SendingCampaign } from '../../store/campaign-states.ts'
import { withMoments } from '../../store/send-pace.ts'
import { findAccountLimit } from './account-limit.ts'
import { giveMoments, type Limit } from './give-moments.ts'
import { hasOwnHours, type OwnHours, openingsOf } from './own-hours.ts'
import { isOpen } from './sending-window.ts'

const HOUR_MS = 3_600_000
// Leased and given moments as far ahead, so that what goes slowly stays in the queue, where it can still be cancelled, and
// nobody holds a moment that somebody else could use sooner.
const AHEAD_MS = 1_000
// Early enough that no moment passes unused until the queue is looked at again.
const ASK_EARLY_MS = AHEAD_MS / 2
// Who has to wait asks again at the latest then: by then somebody may have raised the limit.
const ASK_AGAIN_WITHIN_MS = 600_000

/** How many messages of a campaign may be taken in hand now, at most `limit`; so many of it and of its project are already. */
export function allowanceOf(
  campaign: SendingCampaign,
  { limit, inHand, now }: { limit: number; inHand: { campaign: number; project: number }; now: Date },
): number {
  const { plan, projectZone, sendingLimits, account } = campaign
  const { window } = plan
  if (window && !hasOwnHours(campaign) && !isOpen({ ...window, timezone: window.timezone ?? projectZone }, now))
    return 0
  const room = (intervalMs: number | undefined, taken: number) =>
    intervalMs ? Math.ceil(AHEAD_MS / intervalMs) - taken : limit
  const rooms = [
    room(hourly(plan.perHour), inHand.campaign),
    room(hourly(sendingLimits.perHour), inHand.project),
    // What others have in hand of the same account is for the moments to say.
    room(findAccountLimit(account?.limits)?.intervalMs, inHand.campaign),
  ]
  return Math.max(0, Math.min(limit, ...rooms))
}

/** When a message leaves, or when to ask again for a moment. */
export type Turn = { at: Date; isMoment: boolean }

/** What limits come from. */
export type Paced = Pick<SendingCampaign, 'id' | 'sendingLimits' | 'account'> & OwnHours

type Recipient = { address: string | null; rowNo: number }

/** Gives messages their turns under all limits that hold for them, within the hours on each person's own clock; null: at once. */
export type Pace = (campaign: Paced, recipients: Recipient[]) => Promise<Turn[] | null>

export function createPace({ database, now }: Pick<Product, 'database' | 'now'>): Pace {
  /** When those who had to wait were told to ask again, by their limits: the next under the same ones come after them. */
  const expectedMs = new Map<string, number>()

  function askAgainAt(limits: Limit[], freeMs: number, nowMs: number): number {
    const line = limits.map(({ key }) => key).join()
    const atMs = Math.min(Math.max(freeMs, expectedMs.get(line) ?? freeMs), nowMs + ASK_AGAIN_WITHIN_MS)
    expectedMs.set(line, atMs + Math.max(...limits.map(({ intervalMs }) => intervalMs)))
    return atMs - ASK_EARLY_MS
  }

  async function giveTurns(campaign: Paced, recipients: Recipient[]): Promise<Turn[] | null> {
    const asked = recipients.map(({ address }) => limitsOf(campaign, address))
    const keys = [...new Set(asked.flat().map(({ key }) => key))].sort()
    if (keys.length === 0) return null
    const nowMs = now().getTime()
    return withMoments(database, keys, (nextAtMs) => {
      const moments = giveMoments(nextAtMs, asked, { nowMs, untilMs: nowMs + AHEAD_MS })
      const freeMs = (limits: Limit[]) => Math.max(...limits.map(({ key }) => nextAtMs.get(key) ?? nowMs))
      return moments.map((atMs, place) => ({
        at: new Date(atMs ?? askAgainAt(asked[place], freeMs(asked[place]), nowMs)),
        isMoment: atMs !== undefined,
      }))
    })
  }

  return async (campaign, recipients) => {
    if (!hasOwnHours(campaign)) return giveTurns(campaign, recipients)
    const atOnce = now()
    const openings = await openingsOf(database, campaign, {
      rowNos: recipients.map(({ rowNo }) => rowNo),
      turns: recipients.map(() => atOnce),
    })
    const awake = recipients.filter((_, place) => openings[place] === null)
    const turns = (await giveTurns(campaign, awake))?.values()
    return openings.map((opens) =>
      opens ? { at: opens, isMoment: false } : (turns?.next().value ?? { at: atOnce, isMoment: true }),
    )
  }
}

/** What holds for a message, narrowest first. */
function limitsOf({ id, projectId, plan, sendingLimits, account }: Paced, address: string | null): Limit[] {
  const domain = address?.slice(address.lastIndexOf('@') + 1).toLowerCase()
  const toDomain = sendingLimits.perDomain.find((limit) => limit.domain === domain)
  const limits: [key: string, intervalMs: number | undefined][] = [
    [`campaign ${id}`, hourly(plan.perHour)],
    [`project ${projectId} domain ${domain}`, hourly(toDomain?.perHour)],
    [`account ${account?.id}`, findAccountLimit(account?.limits)?.intervalMs],
    [`project ${projectId}`, hourly(sendingLimits.perHour)],
  ]
  return limits.flatMap(([key, intervalMs]) => (intervalMs ? [{ key, intervalMs }] : []))
}

function hourly(most: number | null | undefined): number | undefined {
  return most ? HOUR_MS / most : undefined
}
