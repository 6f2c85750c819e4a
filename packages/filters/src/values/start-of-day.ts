import { firstReaching, furthestWall } from './wall-clock.ts'

const SECONDS_PER_DAY = 86_400

/** The first instant, in seconds since 1970, at which a zone's calendar shows this day or, if it skips it, a later one. */
export function startOfDay(day: number, timezone: string): number {
  return firstReaching(day * SECONDS_PER_DAY, timezone)
}

/** The day of a zone in which an instant lies, in days since 1970-01-01: the last one that has started. */
export function dayAt(instant: number, timezone: string): number {
  return Math.floor(furthestWall(instant, timezone) / SECONDS_PER_DAY)
}
