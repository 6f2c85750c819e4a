import { parseDay } from './day.ts'
import { calendarMonths, type Duration, exactSeconds, toDuration } from './duration.ts'
import { spanOf } from './moment.ts'
import type { Window } from './window.ts'

/** Why a well-formed window can never hold anything because its bounds are reversed; undefined when they are not. */
export function windowFlaw(
  { last, before, from, to, next }: Window,
  { timezone }: { timezone: string },
): string | undefined {
  if (last !== undefined && next !== undefined) return 'nothing lies both in the last and in the next days.'
  if (last !== undefined && before !== undefined && !isEverLonger(toDuration(last), toDuration(before)))
    return `"last" reaches further back than "before", and ${last} is not longer than ${before}.`
  if (from !== undefined && to !== undefined && !isEarlier(from, to, timezone))
    return `"from" lies before "to", and ${from} is not before ${to}.`
  return undefined
}

// Days of the zone may be skipped, so two dates are compared as they are written.
function isEarlier(from: string, to: string, timezone: string): boolean {
  const [first, second] = [parseDay(from), parseDay(to)]
  if (first !== undefined && second !== undefined) return first < second
  return spanOf(from, timezone).from < spanOf(to, timezone).from
}

/** Whether one duration is longer than another at some instant: months and years are not always equally long. */
function isEverLonger(one: Duration, other: Duration): boolean {
  const [exact, otherExact] = [exactSeconds(one), exactSeconds(other)]
  if (exact === undefined && otherExact === undefined) return calendarMonths(one) > calendarMonths(other)
  return (exact ?? longestSeconds(one)) > (otherExact ?? shortestSeconds(other))
}

const SECONDS_PER_DAY = 86_400

function longestSeconds(duration: Duration): number {
  return monthsDays(calendarMonths(duration), { years: 366, month: 31 }) * SECONDS_PER_DAY
}

function shortestSeconds(duration: Duration): number {
  return monthsDays(calendarMonths(duration), { years: 365, month: 28 }) * SECONDS_PER_DAY
}

// A bound is enough: whatever is refused is empty whenever it is asked.
function monthsDays(months: number, days: { years: number; month: number }): number {
  return Math.floor(months / 12) * days.years + (months % 12) * days.month
}
