import { dayOf } from './day.ts'

const SECONDS_PER_DAY = 86_400
// No zone was ever further from UTC: Manila's local mean time was 15:56 behind, Metlakatla's 15:13:42 ahead (tz database).
const WIDEST_OFFSET_SECONDS = 16 * 3_600

/** The first instant, in seconds since 1970, at which a zone's calendar shows this day or, if it skips it, a later one. */
export function startOfDay(day: number, timezone: string): number {
  const midnight = day * SECONDS_PER_DAY
  if (timezone === 'UTC') return midnight
  // By the clock of the day before. Where clocks fall back over midnight it comes twice, and the first one counts.
  const guess = midnight - offsetAt(midnight - SECONDS_PER_DAY, timezone)
  return localSeconds(guess, timezone) === midnight ? guess : firstInstantAt(midnight, timezone)
}

// The clock changed since the day before, so search for the first second whose wall clock has reached midnight.
function firstInstantAt(midnight: number, timezone: string): number {
  let tooEarly = midnight - WIDEST_OFFSET_SECONDS
  let reached = midnight + WIDEST_OFFSET_SECONDS
  while (reached - tooEarly > 1) {
    const middle = Math.floor((tooEarly + reached) / 2)
    if (localSeconds(middle, timezone) >= midnight) reached = middle
    else tooEarly = middle
  }
  return reached
}

function offsetAt(instant: number, timezone: string): number {
  return localSeconds(instant, timezone) - instant
}

/** What a zone's wall clock shows at an instant, counted as if it were UTC. */
function localSeconds(instant: number, timezone: string): number {
  const parts: Record<string, string> = {}
  for (const { type, value } of formatterOf(timezone).formatToParts(instant * 1_000)) parts[type] = value
  // Years before 1 are counted backwards from 1 BC, which is year 0.
  const year = parts.era === 'B' ? 1 - Number(parts.year) : Number(parts.year)
  const day = dayOf(year, Number(parts.month), Number(parts.day)) ?? Number.NaN
  return day * SECONDS_PER_DAY + Number(parts.hour) * 3_600 + Number(parts.minute) * 60 + Number(parts.second)
}

// Making a formatter costs a thousand times more than using one.
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'narrow',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(timeZone, formatter)
  return formatter
}
