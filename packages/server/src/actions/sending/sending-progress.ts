import type { RouteReply, sendingGetBatchStatus } from '@rollcall/contract'
import { findSlowestLimit } from '../../jobs/sending/slowest-limit.ts'
import type { DeliveryCount } from '../../store/deliveries.ts'
import type { SendingRecord } from '../../store/sendings.ts'
import type { DomainCount } from '../../store/waiting-deliveries.ts'

/** How a sending stands, as the API tells it. */
export type SendingProgress = RouteReply<typeof sendingGetBatchStatus>

type Counts = Pick<SendingProgress, 'total' | 'queued' | 'sent' | 'failed' | 'skipped'>

/** What is counted of a sending in the ledger. */
type Counted = { counted: DeliveryCount[]; byDomain: DomainCount[] }

/** How far a sending is, and what holds it up. */
export function sendingProgress(sending: SendingRecord, { counted, byDomain }: Counted, now: Date): SendingProgress {
  const counts = countStates(sending.people, counted)
  const throttle = findThrottle(sending, { ...counts, byDomain }, now)
  const { id, transactional, launchedAt, finishedAt } = sending
  return {
    ...{ id, status: throttle ? 'throttled' : statusOf(counts, counted), transactional, ...counts },
    createdAt: launchedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    throttle,
  }
}

function countStates(total: number, counted: DeliveryCount[]): Counts {
  const inState = (...states: DeliveryCount['state'][]) =>
    counted.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0)
  const [sent, skipped] = [inState('sent'), inState('skipped')]
  const failed = inState('failed', 'uncertain', 'cancelled')
  // Those who are not in the ledger yet wait, too.
  return { total, queued: Math.max(0, total - sent - skipped - failed), sent, failed, skipped }
}

function statusOf({ queued, sent, failed, skipped }: Counts, counted: DeliveryCount[]): SendingProgress['status'] {
  if (queued > 0) {
    const hasBegun = sent + failed > 0 || counted.some(({ state }) => ['leased', 'sending', 'deferred'].includes(state))
    return hasBegun ? 'processing' : 'queued'
  }
  if (failed > 0) return sent > 0 ? 'partial' : 'failed'
  return sent === 0 && skipped > 0 ? 'failed' : 'completed'
}

type Throttle = NonNullable<SendingProgress['throttle']>

function findThrottle(
  sending: SendingRecord,
  { queued, sent, byDomain }: Counts & Pick<Counted, 'byDomain'>,
  now: Date,
): Throttle | null {
  const { id, status, error, launchedAt, pausedAt } = sending
  if (queued === 0 || (status !== 'sending' && status !== 'paused')) return null
  const remaining = { remainingCount: queued, expiresAt: null }
  if (status === 'paused')
    return {
      ...{
        ...remaining,
        throttledAt: (pausedAt ?? now).toISOString(),
        resumeCount: 0,
        reason: error ?? 'It is paused.',
      },
      resumeMessage: `POST /v1/campaigns/${id}/resume sends the rest.`,
    }
  const since = { throttledAt: launchedAt.toISOString(), resumeCount: sent }
  if (error !== null)
    return { ...remaining, ...since, reason: error, resumeMessage: 'It goes on by itself as soon as that is over.' }
  const slowest = findSlowestLimit(sending, { people: queued, byDomain })
  if (!slowest) return null
  const expiresAt = new Date(now.getTime() + slowest.leftMs).toISOString()
  const resumeMessage = `It goes on by itself at that pace; the last one leaves about ${expiresAt}.`
  return { ...since, expiresAt, remainingCount: queued, reason: slowest.reason, resumeMessage }
}
