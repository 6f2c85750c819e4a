import { dateOf } from './day.ts'
import { firstOfMonth } from './month-shift.ts'

/** Units of the calendar around today: past and present ones first, then those that only fields can lie in. */
export const CALENDAR_UNITS = [
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
  'tomorrow',
  'next_week',
  'next_month',
] as const

/** A unit of the calendar around today. */
export type CalendarUnit = (typeof CALENDAR_UNITS)[number]

/** Units that lie ahead: nothing has happened in them. */
export const COMING_UNITS: readonly CalendarUnit[] = ['tomorrow', 'next_week', 'next_month']

/** The days of a unit, as day numbers: from ≤ day < end. */
export function daysOfUnit(unit: CalendarUnit, today: number): { from: number; end: number } {
  const { step, length } = UNITS[unit]
  if (length === 'day') return { from: today + step, end: today + step + 1 }
  if (length === 'week') {
    // 1970-01-01 was a Thursday, and weeks start on Monday.
    const monday = today - ((((today + 3) % 7) + 7) % 7)
    return { from: monday + step * 7, end: monday + step * 7 + 7 }
  }
  const { year, month } = dateOf(today)
  const first = year * 12 + month - 1
  const start = first - (first % length) + step * length
  return { from: firstOfMonth(Math.max(start, 0)), end: firstOfMonth(Math.max(start + length, 0)) }
}

/** How many units away, and how long: in days, weeks, or so many months. */
const UNITS: Record<CalendarUnit, { step: number; length: 'day' | 'week' | number }> = {
  today: { step: 0, length: 'day' },
  yesterday: { step: -1, length: 'day' },
  tomorrow: { step: 1, length: 'day' },
  this_week: { step: 0, length: 'week' },
  last_week: { step: -1, length: 'week' },
  next_week: { step: 1, length: 'week' },
  this_month: { step: 0, length: 1 },
  last_month: { step: -1, length: 1 },
  next_month: { step: 1, length: 1 },
  this_quarter: { step: 0, length: 3 },
  last_quarter: { step: -1, length: 3 },
  this_year: { step: 0, length: 12 },
  last_year: { step: -1, length: 12 },
}
