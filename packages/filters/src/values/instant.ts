import { dayText, FIRST_DAY, LAST_DAY, parseDay } from './day.ts'

const SECONDS_PER_DAY = 86_400
/** The first second of year 1, UTC. */
export const FIRST_SECOND = FIRST_DAY * SECONDS_PER_DAY

/** The last second of year 9999, UTC. */
export const LAST_SECOND = (LAST_DAY + 1) * SECONDS_PER_DAY - 1

// RFC 3339, section 5.6, which also allows a space for the T. Leap seconds are refused: no clock of ours can show one.
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[Tt ]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.\d+)?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/

/** Whole seconds since 1970 of an RFC 3339 time with its offset (UTC years 1 to 9999, fractions floored), or undefined. */
export function parseInstant(text: string): number | undefined {
  const [, date = '', hours, minutes, seconds, sign, offsetHours = 0, offsetMinutes = 0] = INSTANT.exec(text) ?? []
  const day = parseDay(date)
  if (day === undefined) return undefined
  const local = day * SECONDS_PER_DAY + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)
  const offset = Number(offsetHours) * 3_600 + Number(offsetMinutes) * 60
  const instant = sign === '-' ? local + offset : local - offset
  return instant >= FIRST_SECOND && instant <= LAST_SECOND ? instant : undefined
}

/** The instant as `2007-09-01T08:30:00Z`. */
export function instantText(seconds: number): string {
  const day = Math.floor(seconds / SECONDS_PER_DAY)
  const time = new Date((seconds - day * SECONDS_PER_DAY) * 1_000).toISOString().slice(11, 19)
  return `${dayText(day)}T${time}Z`
}
