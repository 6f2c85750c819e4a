// Wall clocks straight from Intl, by trying: slow, and with nothing to get wrong.

const DAY = 86_400
export const FIRST_INSTANT = -62_135_596_800
export const LAST_INSTANT = 253_402_300_799

const formats = new Map<string, Intl.DateTimeFormat>()

/** What the clock on the wall shows at an instant, as the seconds at which UTC would show the same. */
export function wallAt(instant: number, zone: string): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(instant * 1000)) parts[type] = Number(value)
  return secondsOf(
    { year: yearOf(instant, parts), month: parts.month ?? 1, day: parts.day ?? 1 },
    (parts.hour ?? 0) * 3600 + (parts.minute ?? 0) * 60 + (parts.second ?? 0),
  )
}

// Intl shows the year before 1 as year 1 of another era; no window looks further back than its December.
function yearOf(instant: number, { year = 0, month = 0 }: Record<string, number>): number {
  return instant < FIRST_INSTANT + 2 * DAY && month > 6 ? 1 - year : year
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-u-ca-iso8601', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, made)
  return made
}

export type Ymd = { year: number; month: number; day: number }

/** Seconds of a date and a time of day, as if in UTC. */
export function secondsOf({ year, month, day }: Ymd, seconds = 0): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getTime() / 1000 + seconds
}

/** The date on which these seconds, as if in UTC, lie. */
export function dateOf(seconds: number): Ymd {
  const date = new Date(Math.floor(seconds / DAY) * DAY * 1000)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

export function hasDate({ year, month, day }: Ymd): boolean {
  return dateOf(secondsOf({ year, month, day })).month === month
}

/** All instants at which the wall shows this, in order; none where the clock jumps over it. */
function instantsShowing(wall: number, zone: string): number[] {
  const offsets = new Set<number>()
  for (let hours = -54; hours <= 54; hours += 6) {
    const near = wall + hours * 3600
    offsets.add(wallAt(near, zone) - near)
  }
  return [...offsets]
    .map((offset) => wall - offset)
    .filter((instant) => wallAt(instant, zone) === wall)
    .sort((a, b) => a - b)
}

/** The first instant at which the wall shows this or anything later, for a wall time that is jumped over. */
function firstAfterGap(wall: number, zone: string): number {
  let low = wall - 2 * DAY
  let high = wall + 2 * DAY
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (wallAt(middle, zone) >= wall) high = middle
    else low = middle
  }
  return high
}

const dayStarts = new Map<string, number>()

/** A day starts at its first instant. `midnight` is the date as if in UTC. */
export function startOfDay(midnight: number, zone: string): number {
  const key = `${zone} ${midnight}`
  const known = dayStarts.get(key)
  if (known !== undefined) return known
  const start = instantsShowing(midnight, zone)[0] ?? firstAfterGap(midnight, zone)
  dayStarts.set(key, start)
  return start
}

const furthest = new Map<string, number>()

/** The furthest that the wall has ever shown up to `now`: clocks that are put back do not bring a day back. */
export function furthestWall(now: number, zone: string): number {
  const key = `${zone} ${now}`
  const known = furthest.get(key)
  if (known !== undefined) return known
  const found = findFurthestWall(now, zone)
  furthest.set(key, found)
  return found
}

function findFurthestWall(now: number, zone: string): number {
  let most = wallAt(now, zone)
  for (let back = 3600; back <= 27 * 3600; back += 3600) {
    if (wallAt(now - back, zone) + back <= wallAt(now, zone)) continue
    // The clock was put back somewhere in between: the last second before that showed the most.
    let before = now - back
    let after = now
    const offset = wallAt(before, zone) - before
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2)
      if (wallAt(middle, zone) - middle === offset) before = middle
      else after = middle
    }
    most = Math.max(most, wallAt(before, zone))
  }
  return most
}

/** The project's day at an instant, as its midnight if in UTC. */
export function dayAt(instant: number, zone: string): number {
  return Math.floor(furthestWall(instant, zone) / DAY) * DAY
}

const moved = new Map<string, number>()

/** The wall clock N months away from what the wall shows; missing days and hours as the text settles them. */
export function monthsAway(wall: number, months: number, zone: string): number {
  const key = `${zone} ${wall} ${months}`
  const known = moved.get(key)
  if (known !== undefined) return known
  const result = moveMonths(wall, months, zone)
  moved.set(key, result)
  return result
}

function moveMonths(wall: number, months: number, zone: string): number {
  const { year, month, day } = dateOf(wall)
  const target = shiftMonth({ year, month, day }, months)
  if (target.year < 1) return FIRST_INSTANT
  if (target.year > 9999) return LAST_INSTANT
  if (!hasDate(target)) return clamp(startOfDay(secondsOf({ ...shiftMonth(target, 1), day: 1 }), zone))
  const shown = secondsOf(target) + (wall - Math.floor(wall / DAY) * DAY)
  return clamp(instantsShowing(shown, zone).at(-1) ?? firstAfterGap(shown, zone))
}

export function shiftMonth({ year, month, day }: Ymd, months: number): Ymd {
  const index = year * 12 + (month - 1) + months
  return { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1, day }
}

export function clamp(instant: number): number {
  return Math.min(Math.max(instant, FIRST_INSTANT), LAST_INSTANT)
}
