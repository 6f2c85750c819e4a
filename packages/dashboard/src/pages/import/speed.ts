import type { ImportJob } from '../../api.ts'

type Run = Pick<ImportJob, 'counts' | 'bytesDone' | 'sizeBytes' | 'startedAt' | 'finishedAt'>

/** How fast an import goes, or went, and how long it still takes; that is known only once it has begun. */
export function speedOf(job: Run, now: Date): { rowsPerSecond: number; leftMs: number | undefined } {
  if (job.startedAt === null) return { rowsPerSecond: 0, leftMs: undefined }
  const end = job.finishedAt === null ? now : new Date(job.finishedAt)
  const tookMs = Math.max(1, end.getTime() - new Date(job.startedAt).getTime())
  const isMoving = job.finishedAt === null && job.bytesDone > 0
  const leftMs = isMoving ? (tookMs * (job.sizeBytes - job.bytesDone)) / job.bytesDone : undefined
  return { rowsPerSecond: Math.round((1000 * job.counts.total) / tookMs), leftMs }
}

// Measured with 60,000 new people on 2 cores: 9 s to check, 21 s to import.
const WRITING = 2.5

/** How long the import of a file takes whose dry run is over. */
export function importMs(tried: Run, now: Date): number {
  const { rowsPerSecond } = speedOf(tried, now)
  return rowsPerSecond === 0 ? 0 : (WRITING * 1000 * tried.counts.total) / rowsPerSecond
}

/** `a moment`, `about 40 seconds`, `about 12 minutes`, `about 3 hours`. */
export function durationText(durationMs: number): string {
  const seconds = Math.ceil(durationMs / 1000)
  if (seconds < 5) return 'a moment'
  if (seconds < 90) return `about ${seconds} seconds`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `about ${minutes} minutes` : `about ${Math.round(minutes / 60)} hours`
}
