import { type Stretch, stretchesBetween } from './zone-clock.ts'

// The widest offset is 16 hours (Manila's local mean time), the widest change 24 (Samoa's across the date line).
const AROUND_SECONDS = 48 * 3_600

/**
 * The furthest that a zone's wall clock has ever shown up to an instant, counted as if it were UTC.
 *
 * It is what every moving bound starts from, so that clocks that are put back put no bound back.
 */
export function furthestWall(instant: number, timezone: string): number {
  const shown = stretchesBetween(timezone, instant - AROUND_SECONDS, instant).map(
    ({ end, offset }) => Math.min(end - 1, instant) + offset,
  )
  return Math.max(...shown)
}

/** The first instant at which a zone's wall clock shows this time (as if UTC) or, if it skips it, a later one. */
export function firstReaching(wall: number, timezone: string): number {
  const reached = around(wall, timezone)
    .map(({ from, end, offset }) => ({ at: Math.max(from, wall - offset), end }))
    .filter(({ at, end }) => at < end)
  return Math.min(...reached.map(({ at }) => at))
}

/** The last instant at which a zone's wall clock shows this time (as if UTC) or, if it skips it, the first after the gap. */
export function lastShowing(wall: number, timezone: string): number {
  const shown = around(wall, timezone)
    .filter(({ from, end, offset }) => wall - offset >= from && wall - offset < end)
    .map(({ offset }) => wall - offset)
  return shown.length > 0 ? Math.max(...shown) : firstReaching(wall, timezone)
}

function around(wall: number, timezone: string): Stretch[] {
  return stretchesBetween(timezone, wall - AROUND_SECONDS, wall + AROUND_SECONDS)
}
