import { dateOf, dayOf, FIRST_DAY } from './day.ts'
import { FIRST_SECOND } from './instant.ts'
import type { Clock } from './movement.ts'
import { dayAt, startOfDay } from './start-of-day.ts'

/** Closed spans of days or seconds, ascending, not touching each other. */
export type ClosedSpans = [from: number, to: number][]

/** Anniversaries of dates that fall on one of so many days from today, for any time or the n-th time. */
export type AnniversaryQuestion = { days: number; years?: number }

/**
 * The days whose anniversary is asked for: 29 February comes round on the 28th of common years, and no day on itself.
 * A birthday without its year, held as a day of year 0, has an anniversary every year but no n-th one.
 */
export function daysWithAnniversary({ days, years }: AnniversaryQuestion, clock: Clock): ClosedSpans {
  const first = dayAt(clock.now, clock.timezone)
  const last = first + days - 1
  const latest = dateOf(last).year
  const spans: ClosedSpans = []
  const earliest = years === undefined ? FIRST_BIRTHDAY : FIRST_DAY
  for (let count = years ?? latest; count >= (years ?? 1); count--) {
    const [from, to] = [Math.max(firstWith(first, count), earliest), lastWith(last, count)]
    if (from <= to) addSpan(spans, [from, to])
  }
  return spans
}

/** The seconds that lie in such a day of the zone. */
export function secondsWithAnniversary(question: AnniversaryQuestion, clock: Clock): ClosedSpans {
  const spans: ClosedSpans = []
  for (const [from, to] of daysWithAnniversary(question, clock)) {
    const start = Math.max(startOfDay(from, clock.timezone), FIRST_SECOND)
    const end = startOfDay(to + 1, clock.timezone)
    if (start < end) addSpan(spans, [start, end - 1])
  }
  return spans
}

// Year 0, which is a leap year, holds the birthdays whose year nobody told.
const FIRST_BIRTHDAY = FIRST_DAY - 366

/** The first day whose anniversary so many years later is this day or a later one. */
function firstWith(day: number, years: number): number {
  const { year, month, day: ofMonth } = dateOf(day)
  // On 29 February those of the 28th have had theirs already.
  return dayOf(year - years, month, ofMonth) ?? existing(year - years, 3, 1)
}

/** The last day whose anniversary so many years later is this day or an earlier one. */
function lastWith(day: number, years: number): number {
  const { year, month, day: ofMonth } = dateOf(day)
  // At the end of February all that is left of it counts, the 29th of a leap year too.
  const isEndOfFebruary = month === 2 && dateOf(day + 1).month === 3
  return isEndOfFebruary ? existing(year - years, 3, 1) - 1 : existing(year - years, month, ofMonth)
}

function existing(year: number, month: number, day: number): number {
  const found = dayOf(year, month, day)
  if (found === undefined) throw new Error(`There is no day ${year}-${month}-${day}.`)
  return found
}

/** Adds a span that begins no earlier than the last one, joining what touches. */
function addSpan(spans: ClosedSpans, [from, to]: [number, number]): void {
  const last = spans.at(-1)
  if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to)
  else spans.push([from, to])
}
