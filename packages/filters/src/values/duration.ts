/** A length of time as filters write it: hours, days and weeks are exact, months and years follow the calendar. */
export type Duration = { amount: number; unit: DurationUnit }

/** Units of durations, with their words. */
const DURATION_UNITS = { h: 'hour', d: 'day', w: 'week', mo: 'month', y: 'year' } as const

/** How a duration is counted. */
export type DurationUnit = keyof typeof DURATION_UNITS

/** The duration of a text such as `30d` or `6mo`, N at most 9,999 without leading zeros, or undefined. */
export function parseDuration(text: string): Duration | undefined {
  const [, amount, unit] = /^([1-9]\d{0,3})(h|d|w|mo|y)$/.exec(text) ?? []
  // why: the expression admits nothing but units
  return unit === undefined ? undefined : { amount: Number(amount), unit: unit as DurationUnit }
}

/** The duration of a text that is known to be one. */
export function toDuration(text: string): Duration {
  const duration = parseDuration(text)
  if (!duration) throw new Error(`${text} should have been parsed as a duration before it got here.`)
  return duration
}

const EXACT_SECONDS = { h: 3_600, d: 86_400, w: 604_800 }

/** The seconds of an exact duration; undefined for months and years. */
export function exactSeconds({ amount, unit }: Duration): number | undefined {
  return unit === 'mo' || unit === 'y' ? undefined : amount * EXACT_SECONDS[unit]
}

/** The months of a calendar duration. */
export function calendarMonths({ amount, unit }: Duration): number {
  return unit === 'y' ? amount * 12 : amount
}

/** `30 days`, `1 month`. */
export function durationWords(text: string): string {
  const { amount, unit } = toDuration(text)
  return `${amount} ${DURATION_UNITS[unit]}${amount === 1 ? '' : 's'}`
}
