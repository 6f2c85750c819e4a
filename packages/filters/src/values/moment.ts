import { toDay } from './day.ts'
import { parseInstant } from './instant.ts'
import { startOfDay } from './start-of-day.ts'

/** The seconds that a bare date (the whole day of a zone) or an instant (that second) covers: from ≤ t < end. */
export type Span = { from: number; end: number }

/** The span of a text that is known to be a date or an instant. */
export function spanOf(moment: string, timezone: string): Span {
  const instant = parseInstant(moment)
  if (instant !== undefined) return { from: instant, end: instant + 1 }
  const day = toDay(moment)
  return { from: startOfDay(day, timezone), end: startOfDay(day + 1, timezone) }
}
