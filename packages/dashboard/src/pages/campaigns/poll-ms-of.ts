import type { CampaignRow } from './next-of.ts'

type Row = Pick<CampaignRow, 'status' | 'scheduledAt' | 'launchedAt' | 'finishedAt'>

const LIVE_MS = 3_000
// Somebody else may resume it.
const PAUSED_MS = 30_000
const LONGEST_MS = 3_600_000
// Each answer counts whole ledgers: it is asked for again after four times as long as it took.
const MOST_BUSY = 4

/** When to ask for these campaigns again: while any is on its way, and when the next scheduled one begins; else never. */
export function pollMsOf(rows: Row[], { tookMs, now }: { tookMs: number; now: Date }): number | false {
  const soonest = Math.min(...rows.map((row) => waitMsOf(row, now)))
  return soonest === Number.POSITIVE_INFINITY ? false : Math.max(soonest, LIVE_MS, MOST_BUSY * tookMs)
}

function waitMsOf({ status, scheduledAt, launchedAt, finishedAt }: Row, now: Date): number {
  if (status === 'paused') return PAUSED_MS
  if (status === 'scheduled') return Math.min(Date.parse(scheduledAt ?? '') - now.getTime(), LONGEST_MS)
  // A cancelled campaign still closes its books.
  return launchedAt !== null && finishedAt === null ? LIVE_MS : Number.POSITIVE_INFINITY
}
