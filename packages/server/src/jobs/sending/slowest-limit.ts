import type { SendingCampaign } from '../../store/campaign-states.ts'
import { findAccountLimit } from './account-limit.ts'

const HOUR_MS = 3_600_000

/** What a campaign's limits come from. */
export type Limited = Pick<SendingCampaign, 'sendingLimits' | 'account'> & Partial<Pick<SendingCampaign, 'plan'>>

/**
 * The limit that holds a campaign back most: its own, the project's, or that of the account that it leaves through. `shown`
 * writes its numbers.
 */
export function findSlowestLimit(
  { plan, sendingLimits, account }: Limited,
  shown: (count: number) => string = String,
): { intervalMs: number; reason: string } | undefined {
  const counted = (messages: number) => (messages === 1 ? '1 message' : `${shown(messages)} messages`)
  const ofAccount = findAccountLimit(account?.limits)
  const { perHour } = sendingLimits
  const limits = [
    plan?.perHour && {
      intervalMs: HOUR_MS / plan.perHour,
      reason: `Its plan sends at most ${counted(plan.perHour)} an hour.`,
    },
    perHour && { intervalMs: HOUR_MS / perHour, reason: `The project sends at most ${counted(perHour)} an hour.` },
    ofAccount && {
      intervalMs: ofAccount.intervalMs,
      reason: `The provider ${JSON.stringify(account?.name)} sends at most ${counted(ofAccount.most)} ${ofAccount.unit === 'hour' ? 'an' : 'a'} ${ofAccount.unit}.`,
    },
  ]
  return limits
    .flatMap((limit) => limit || [])
    .sort((a, b) => b.intervalMs - a.intervalMs)
    .at(0)
}
