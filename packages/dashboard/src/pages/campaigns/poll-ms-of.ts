import type { CampaignRow } from './next-of.ts'

type Row = Pick<CampaignRow, 'status' | 'scheduledAt' | 'launchedAt' | 'finishedAt'>

const LIVE_MS = 3_000
// Somebody else may launch, schedule or resume one.
const QUIET_MS = 30_000
// Each answer counts whole ledgers: it is asked for again after four times as long as it took.
const MOST_BUSY = 4

/** When to ask for these campaigns again: soon while any is on its way or about to begin, else now and then. */
export function pollMsOf(rows: Row[], { tookMs, now }: { tookMs: number; now: Date }): number {
  const soonest = Math.min(QUIET_MS, ...rows.map((row) => waitMsOf(row, now)))
  return Math.max(soonest, LIVE_MS, MOST_BUSY * tookMs)
}

function waitMsOf({ status, scheduledAt, launchedAt, finishedAt }: Row, now: Date): number {
  if (status === 'paused') return QUIET_MS
  if (status === 'scheduled') return Date.parse(scheduledAt ?? '') - now.getTime()
  // A cancelled campaign still closes its books.
  return launchedAt !== null && finishedAt === null ? LIVE_MS : QUIET_MS
}
