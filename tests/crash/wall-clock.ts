/*
 * What the wall shows, by the platform's own calendar: shares nothing with ours, and is as slow as it is simple.
 */
const clocks = new Map<string, Intl.DateTimeFormat>()

/** The time on a zone's wall at an instant, both in seconds, as if the wall were UTC. */
export function wallAt(seconds: number, timezone: string): number {
  let clock = clocks.get(timezone)
  if (!clock) {
    const digits = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
    clock = new Intl.DateTimeFormat('en-US', { ...digits, second: 'numeric', hourCycle: 'h23', timeZone: timezone })
    clocks.set(timezone, clock)
  }
  const parts = new Map<string, number>(
    clock.formatToParts(seconds * 1_000).map(({ type, value }) => [type, Number(value)]),
  )
  const read = (part: string) => parts.get(part) ?? 0
  const day = Date.UTC(read('year'), read('month') - 1, read('day'))
  return day / 1_000 + read('hour') * 3_600 + read('minute') * 60 + read('second')
}

// Further from UTC than any zone.
const MARGIN_S = 16 * 3_600

/** The first instant at which the wall shows `wall` or, where the clock skips it, something later: found by looking. */
export function firstShowing(wall: number, timezone: string): number {
  let from = wall - MARGIN_S
  for (const step of [900, 60, 1]) {
    while (wallAt(from, timezone) < wall) from += step
    if (step > 1) from -= step
  }
  return from
}

/** The days (seconds at 00:00 UTC) of a year after which a zone's clock differs from before. */
export function daysOfChange(year: number, timezone: string): number[] {
  const first = Date.UTC(year, 0, 1) / 1_000
  const offset = (day: number) => wallAt(day, timezone) - day
  const days = Array.from({ length: 365 }, (_, place) => first + place * 86_400)
  return days.filter((day) => offset(day) !== offset(day + 86_400))
}
