import { dateOf, dayOf, FIRST_DAY, LAST_DAY } from './day.ts'

/**
 * The day so many months away (negative: before), or the first of the next month if its month has no such day.
 * `exists` says which; a day outside the calendar is the calendar's end.
 */
export function monthsAway(day: number, months: number): { day: number; exists: boolean } {
  const date = dateOf(day)
  const month = date.year * 12 + date.month - 1 + months
  if (month < 12) return { day: FIRST_DAY, exists: false }
  if (month >= 120_000) return { day: LAST_DAY, exists: false }
  const found = dayOf(Math.floor(month / 12), (month % 12) + 1, date.day)
  if (found !== undefined) return { day: found, exists: true }
  return { day: firstOfMonth(month + 1), exists: false }
}

/** The first day of a month, counted from January of year 0; years up to 10,000. */
export function firstOfMonth(month: number): number {
  const day = dayOf(Math.floor(month / 12), (month % 12) + 1, 1)
  if (day === undefined) throw new Error(`There is no month ${month}.`)
  return day
}
