import { dayAt, firstReaching, startOfDay } from '@rollcall/filters'
import type { Plan } from '../../store/campaigns.ts'

type Window = NonNullable<Plan['window']> & { timezone: string }

const SECONDS_PER_DAY = 86_400
// A week, and another one for a weekday that is left out by a zone or whose hours fall into a gap of the clock.
const MOST_DAYS = 15
// 1970-01-01 was a Thursday, day 4 where Monday is 1.
const FIRST_WEEKDAY = 4

/** Whether a window is open at an instant. One that goes past midnight belongs to the day on which it opens. */
export function isOpen(window: Window, at: Date): boolean {
  const today = dayAt(Math.floor(at.getTime() / 1_000), window.timezone)
  return [today - 1, today].some((day) => isOpenFrom(window, day, at.getTime()))
}

/** When a window is open next, which may be at this very instant. */
export function nextOpening(window: Window, at: Date): Date {
  if (isOpen(window, at)) return at
  const today = dayAt(Math.floor(at.getTime() / 1_000), window.timezone)
  for (let day = today; day <= today + MOST_DAYS; day += 1) {
    const opensMs = instantOf(day, window.from, window.timezone)
    if (opensMs > at.getTime() && isOpenFrom(window, day, opensMs)) return new Date(opensMs)
  }
  return new Date(at.getTime() + SECONDS_PER_DAY * 1_000)
}

function isOpenFrom({ from, to, days, timezone }: Window, day: number, atMs: number): boolean {
  if (days && !days.includes(weekdayOf(day))) return false
  return instantOf(day, from, timezone) <= atMs && atMs < instantOf(to > from ? day : day + 1, to, timezone)
}

function weekdayOf(day: number): number {
  return ((((day + FIRST_WEEKDAY - 1) % 7) + 7) % 7) + 1
}

function instantOf(day: number, clock: string, timezone: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  const wall = day * SECONDS_PER_DAY + hours * 3_600 + minutes * 60
  return Math.max(firstReaching(wall, timezone), startOfDay(day, timezone)) * 1_000
}
