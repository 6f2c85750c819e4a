import { type CalendarUnit, daysOfUnit } from './calendar-unit.ts'
import { FIRST_DAY, LAST_DAY } from './day.ts'
import { calendarMonths, exactSeconds, toDuration } from './duration.ts'
import { FIRST_SECOND, LAST_SECOND } from './instant.ts'
import { monthsAway } from './month-shift.ts'
import { dayAt, startOfDay } from './start-of-day.ts'
import { furthestWall, lastShowing } from './wall-clock.ts'

/**
 * How a bound follows from `now`, in seconds or, for date fields, in days: `now` itself, a duration ago or ahead of it, or
 * the first moment of a calendar unit or of what follows it. No bound ever moves backwards.
 */
export type Movement = { counts: 'seconds' | 'days' } & (
  | { point: 'now' }
  | { point: 'ago' | 'ahead'; duration: string }
  | { point: 'start' | 'end'; unit: CalendarUnit }
)

/** The instant of a question, in whole seconds, and the zone in which it is asked. */
export type Clock = { now: number; timezone: string }

/** Where a moving bound stands at an instant. */
export function positionOf(movement: Movement, clock: Clock): number {
  const { now, timezone } = clock
  if (movement.counts === 'days') return dayOfMovement(movement, dayAt(now, timezone))
  switch (movement.point) {
    case 'now':
      return now
    case 'ago':
      return shifted(movement.duration, -1, clock)
    case 'ahead':
      return shifted(movement.duration, 1, clock)
    default:
      return clampedSecond(startOfDay(dayOfMovement(movement, dayAt(now, timezone)), timezone))
  }
}

const SECONDS_PER_DAY = 86_400

function dayOfMovement(movement: Movement, today: number): number {
  switch (movement.point) {
    case 'now':
      return today
    case 'ago':
      return shiftedDay(movement.duration, -1, today)
    case 'ahead':
      return shiftedDay(movement.duration, 1, today)
    case 'start':
      return daysOfUnit(movement.unit, today).from
    case 'end':
      return daysOfUnit(movement.unit, today).end
  }
}

/**
 * The instant a duration away. For months and years: the same wall clock in that month, from the furthest that the clock
 * has shown, since the largest value that any second up to now gives alone is the one of the furthest wall clock.
 */
function shifted(text: string, direction: 1 | -1, { now, timezone }: Clock): number {
  const duration = toDuration(text)
  const seconds = exactSeconds(duration)
  if (seconds !== undefined) return clampedSecond(now + direction * seconds)
  const wall = furthestWall(now, timezone)
  const today = Math.floor(wall / SECONDS_PER_DAY)
  const { day, exists } = monthsAway(today, direction * calendarMonths(duration))
  if (day === FIRST_DAY && !exists) return FIRST_SECOND
  if (day === LAST_DAY && !exists) return LAST_SECOND
  if (!exists) return clampedSecond(startOfDay(day, timezone))
  return clampedSecond(lastShowing(day * SECONDS_PER_DAY + (wall - today * SECONDS_PER_DAY), timezone))
}

function shiftedDay(text: string, direction: 1 | -1, today: number): number {
  const duration = toDuration(text)
  const seconds = exactSeconds(duration)
  const day =
    seconds === undefined
      ? monthsAway(today, direction * calendarMonths(duration)).day
      : today + (direction * seconds) / SECONDS_PER_DAY
  return Math.min(Math.max(day, FIRST_DAY), LAST_DAY)
}

function clampedSecond(second: number): number {
  return Math.min(Math.max(second, FIRST_SECOND), LAST_SECOND)
}
