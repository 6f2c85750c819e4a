import type { Raw } from './world.ts'
import {
  clamp,
  dateOf,
  dayAt,
  FIRST_INSTANT,
  furthestWall,
  hasDate,
  LAST_INSTANT,
  monthsAway,
  secondsOf,
  shiftMonth,
  startOfDay,
} from './zone-clock.ts'

const DAY = 86_400
const UNIT: Record<string, number> = { h: 3600, d: DAY, w: 7 * DAY }

export type Clock = { now: number; zone: string }

/** Is an instant inside a window? `instant` is whole seconds. */
export function isInWindow(instant: number, window: Raw, { now, zone }: Clock): boolean {
  return Object.entries(window).every(([key, value]) => {
    const given = String(value)
    if (key === 'last') return instant > moved(given, -1, { now, zone }) && instant <= now
    if (key === 'before') return instant <= moved(given, -1, { now, zone })
    if (key === 'next') return instant > now && instant <= moved(given, 1, { now, zone })
    if (key === 'from') return instant >= boundOf(given, zone)
    if (key === 'to') return instant < boundOf(given, zone)
    const [from, to] = unitDays(given, dayAt(now, zone))
    return instant >= startOfDay(from, zone) && instant < startOfDay(to, zone)
  })
}

/** Is a calendar day (its midnight as if in UTC) inside a window? */
export function isDayInWindow(day: number, window: Raw, { now, zone }: Clock): boolean {
  const today = dayAt(now, zone)
  return Object.entries(window).every(([key, value]) => {
    const given = String(value)
    if (key === 'last') return day > movedDay(today, given, -1) && day <= today
    if (key === 'before') return day <= movedDay(today, given, -1)
    if (key === 'next') return day >= today && day < movedDay(today, given, 1)
    if (key === 'from') return day >= midnightOf(given)
    if (key === 'to') return day < midnightOf(given)
    const [from, to] = unitDays(given, today)
    return day >= from && day < to
  })
}

function moved(duration: string, direction: 1 | -1, { now, zone }: Clock): number {
  const { amount, unit } = durationOf(duration)
  const seconds = UNIT[unit]
  if (seconds !== undefined) return clamp(now + direction * amount * seconds)
  return monthsAway(furthestWall(now, zone), direction * amount * (unit === 'y' ? 12 : 1), zone)
}

function movedDay(today: number, duration: string, direction: 1 | -1): number {
  const { amount, unit } = durationOf(duration)
  const seconds = UNIT[unit]
  if (seconds !== undefined) return clampDay(today + direction * amount * seconds)
  const target = shiftMonth(dateOf(today), direction * amount * (unit === 'y' ? 12 : 1))
  if (target.year < 1) return clampDay(-Infinity)
  if (target.year > 9999) return clampDay(Infinity)
  return clampDay(secondsOf(hasDate(target) ? target : { ...shiftMonth(target, 1), day: 1 }))
}

function clampDay(day: number): number {
  return Math.min(Math.max(day, FIRST_INSTANT), LAST_INSTANT + 1 - DAY)
}

function durationOf(text: string): { amount: number; unit: string } {
  const [, amount, unit] = /^(\d+)([a-z]+)$/.exec(text.trim()) ?? []
  return { amount: Number(amount), unit: unit ?? '' }
}

/** The days [first, after the last) of a calendar unit around today. */
function unitDays(name: string, today: number): [number, number] {
  const single = { yesterday: -1, today: 0, tomorrow: 1 }[name]
  if (single !== undefined) return [today + single * DAY, today + (single + 1) * DAY]
  const [relative, unit] = name.split('_')
  const step = relative === 'last' ? -1 : relative === 'next' ? 1 : 0
  if (unit === 'week') {
    const monday = today - ((new Date(today * 1000).getUTCDay() + 6) % 7) * DAY
    return [monday + step * 7 * DAY, monday + (step + 1) * 7 * DAY]
  }
  const { year, month } = dateOf(today)
  const length = unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12
  const first = { year, month: month - ((month - 1) % length), day: 1 }
  return [secondsOf(shiftMonth(first, step * length)), secondsOf(shiftMonth(first, (step + 1) * length))]
}

export function isBareDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text.trim())
}

/** The midnight, as if in UTC, of a bare date. */
export function midnightOf(text: string): number {
  return Math.floor(Date.parse(`${text.trim()}T00:00:00Z`) / 1000)
}

/** The instant a text stands for; a bare date is the start of that day of the project. */
function boundOf(text: string, zone: string): number {
  return isBareDate(text) ? startOfDay(midnightOf(text), zone) : instantOf(text)
}

export function instantOf(text: string): number {
  return Math.floor(Date.parse(text.trim()) / 1000)
}

/** Do month and day come round on a day of the window? `date` is `YYYY-MM-DD` or `--MM-DD`. */
export function isAnniversary(date: string, condition: { window: Raw; years?: number }, clock: Clock): boolean {
  const today = dayAt(clock.now, clock.zone)
  const days = condition.window.next === undefined ? 1 : durationOf(String(condition.window.next)).amount
  const [, year, month, day] = /^(\d{4}|-)-(\d\d)-(\d\d)$/.exec(date) ?? []
  for (let candidate = today; candidate < today + days * DAY; candidate += DAY) {
    const its = dateOf(candidate)
    const moves = month === '02' && day === '29' && !hasDate({ year: its.year, month: 2, day: 29 })
    if (its.month !== Number(month) || its.day !== (moves ? 28 : Number(day))) continue
    if (year === '-') {
      if (condition.years === undefined) return true
      continue
    }
    if (candidate <= midnightOf(date)) continue
    if (condition.years === undefined || its.year - Number(year) === condition.years) return true
  }
  return false
}

/** The instants at which a duration or a calendar unit draws its lines, seen from `now`. */
export function edgesOf(text: string, clock: Clock): number[] {
  if (/^\d/.test(text)) return [moved(text, -1, clock), moved(text, 1, clock)]
  return unitDays(text, dayAt(clock.now, clock.zone)).map((day) => startOfDay(day, clock.zone))
}
