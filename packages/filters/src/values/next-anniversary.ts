import type { AnniversaryQuestion } from './anniversary.ts'
import { dateOf, dayOf } from './day.ts'
import type { Clock } from './movement.ts'
import { dayAt, startOfDay } from './start-of-day.ts'

// The longest window spans a year, so what opens next may come round the year after next.
const YEARS_AHEAD = 3

/** The next second after now at which a day or second may begin or cease to have its anniversary on one of so many days. */
export function nextDayOfAnniversary(
  time: number,
  { counts, days }: AnniversaryQuestion & { counts: 'days' | 'seconds' },
  { now, timezone }: Clock,
): number {
  const { month, day } = dateOf(counts === 'days' ? time : dayAt(time, timezone))
  const { year } = dateOf(dayAt(now, timezone))
  const anniversaries = Array.from({ length: YEARS_AHEAD + 2 }, (_, index) => inYear(year - 1 + index, month, day))
  // It begins when the last day of the window comes to it, and ends with the day itself.
  const turns = anniversaries.flatMap((its) => [its - days + 1, its + 1]).map((its) => startOfDay(its, timezone))
  return Math.min(...turns.filter((turn) => turn > now))
}

function inYear(year: number, month: number, day: number): number {
  const found = dayOf(year, month, day) ?? dayOf(year, 2, 28)
  if (found === undefined) throw new Error(`There is no February in ${year}.`)
  return found
}
