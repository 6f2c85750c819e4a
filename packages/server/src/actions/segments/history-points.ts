import { dayAt, startOfDay } from '@rollcall/filters'
import type { SizeChange } from '../../store/segment-sizes.ts'

/** One hour or day of a segment's history; `at` in seconds. */
export type HistoryPoint = { at: number; size: number; entered: number; left: number }

export type HistoryUnit = 'hour' | 'day'

const HOUR_SECONDS = 3_600

/** When the hour or day of an instant (seconds) began; a day is the zone's. */
export function startOfUnit(unit: HistoryUnit, at: number, timezone: string): number {
  return unit === 'hour' ? at - (at % HOUR_SECONDS) : startOfDay(dayAt(at, timezone), timezone)
}

function nextStart(unit: HistoryUnit, start: number, timezone: string): number {
  return unit === 'hour' ? start + HOUR_SECONDS : startOfDay(dayAt(start, timezone) + 1, timezone)
}

/**
 * Every hour or day from that of `from` to that of `to` (seconds), from all changes of size since recording began, oldest
 * first. An hour counts to the day in which it began.
 */
export function historyPoints(
  changes: SizeChange[],
  { unit, timezone, from, to }: { unit: HistoryUnit; timezone: string; from: number; to: number },
): HistoryPoint[] {
  const points: HistoryPoint[] = []
  let size = 0
  let next = 0
  for (let at = startOfUnit(unit, from, timezone); at <= to; ) {
    const end = nextStart(unit, at, timezone)
    const point = { at, size, entered: 0, left: 0 }
    for (; next < changes.length && changes[next].hour.getTime() / 1000 < end; next += 1) {
      const { hour, entered, left } = changes[next]
      size += entered - left
      if (hour.getTime() / 1000 < at) continue
      point.entered += entered
      point.left += left
    }
    points.push({ ...point, size })
    at = end
  }
  return points
}
