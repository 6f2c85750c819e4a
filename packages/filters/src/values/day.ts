/** The first day that dates may have, 0001-01-01, in days since 1970-01-01. */
export const FIRST_DAY = -719_162

/** The last day that dates may have, 9999-12-31, in days since 1970-01-01. */
export const LAST_DAY = 2_932_896

const SECONDS_PER_DAY = 86_400
const MS_PER_DAY = SECONDS_PER_DAY * 1_000

/** Days since 1970-01-01 of a calendar day such as `2007-09-01` (years 1 to 9999), or undefined. */
export function parseDay(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  return year === '0000' ? undefined : dayOf(Number(year), Number(month), Number(day))
}

/** The day number of a text that is known to be a date. */
export function toDay(text: string): number {
  const day = parseDay(text)
  if (day === undefined) throw new Error(`${text} should have been parsed as a date before it got here.`)
  return day
}

/**
 * The day number of a birthday without its year, `--09-01`, or undefined.
 *
 * It is that day of year 0 (a leap year, so 29 February exists), which lies before every date: the column has a value,
 * and no range matches it because ranges of days start at year 1 at the earliest.
 */
export function parseBirthday(text: string): number | undefined {
  const [, month, day] = /^--(\d{2})-(\d{2})$/.exec(text) ?? []
  return dayOf(0, Number(month), Number(day))
}

/** The day as `2007-09-01`. */
export function dayText(day: number): string {
  const { year, month, day: ofMonth } = dateOf(day)
  return [String(year).padStart(4, '0'), two(month), two(ofMonth)].join('-')
}

/** Year, month (from 1) and day of a day number. */
export function dateOf(day: number): { year: number; month: number; day: number } {
  const date = new Date(day * MS_PER_DAY)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** The day number of a date of the proleptic Gregorian calendar; undefined when the calendar has no such day. */
export function dayOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(0)
  // Unlike Date.UTC, this takes the years 0 to 99 as they are.
  date.setUTCFullYear(year, month - 1, day)
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? date.getTime() / MS_PER_DAY : undefined
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
