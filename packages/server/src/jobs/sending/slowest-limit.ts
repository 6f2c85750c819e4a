import type { SendingCampaign } from '../../store/campaign-states.ts'
import type { DomainCount } from '../../store/waiting-deliveries.ts'
import { findAccountLimit } from './account-limit.ts'

const HOUR_MS = 3_600_000
// What is over sooner than this is on its way, not held up.
const HELD_UP_MS = 60_000

/** What a campaign's limits come from. */
export type Limited = Pick<SendingCampaign, 'sendingLimits' | 'account'> & Partial<Pick<SendingCampaign, 'plan'>>

/** Who still waits: all of them, and those at domains that have a limit of their own. */
export type Crowd = { people: number; byDomain: readonly DomainCount[] }

/**
 * The limit that holds a campaign back most, and for how long: its own, the project's, that of a domain that it is sent to, or that of
 * the account that it leaves through; undefined when none does for a minute. `shown` writes its numbers.
 */
export function findSlowestLimit(
  { plan, sendingLimits, account }: Limited,
  { people, byDomain }: Crowd,
  shown: (count: number) => string = String,
): { leftMs: number; reason: string } | undefined {
  const counted = (messages: number) => (messages === 1 ? '1 message' : `${shown(messages)} messages`)
  const ofAccount = findAccountLimit(account?.limits)
  const { perHour, perDomain } = sendingLimits
  const limits = [
    plan?.perHour && {
      leftMs: (people * HOUR_MS) / plan.perHour,
      reason: `Its plan sends at most ${counted(plan.perHour)} an hour.`,
    },
    perHour && {
      leftMs: (people * HOUR_MS) / perHour,
      reason: `The project sends at most ${counted(perHour)} an hour.`,
    },
    ...perDomain.map((limit) => {
      const waiting = byDomain.find(({ domain }) => domain === limit.domain)?.people ?? 0
      const who = waiting === 1 ? '1 person waits' : `${shown(waiting)} people wait`
      const reason = `The project sends at most ${counted(limit.perHour)} an hour to ${limit.domain}, where ${who}.`
      return { leftMs: (waiting * HOUR_MS) / limit.perHour, reason }
    }),
    ofAccount && {
      leftMs: people * ofAccount.intervalMs,
      reason: `The provider ${JSON.stringify(account?.name)} sends at most ${counted(ofAccount.most)} ${ofAccount.unit === 'hour' ? 'an' : 'a'} ${ofAccount.unit}.`,
    },
  ]
  return limits
    .flatMap((limit) => limit || [])
    .filter(({ leftMs }) => leftMs > HELD_UP_MS)
    .sort((a, b) => b.leftMs - a.leftMs)
    .at(0)
}
