import { z } from 'zod'
import { shown } from '../shown.ts'
import { CALENDAR_UNITS, COMING_UNITS } from '../values/calendar-unit.ts'
import { parseDuration, toDuration } from '../values/duration.ts'
import type { Window } from '../values/window.ts'
import { day, moment } from './arguments.ts'

/** When something happened: the past and the present. */
export const eventWindow: z.ZodType<Window> = notEmpty(
  z.strictObject({
    last: duration().optional(),
    before: duration().optional(),
    from: moment.optional(),
    to: moment.optional(),
    calendar: z
      .enum(CALENDAR_UNITS)
      .exclude([...COMING_UNITS])
      .optional(),
  }),
)

/** When an instant of a field lies, which may be ahead. */
export const instantWindow: z.ZodType<Window> = notEmpty(
  z.strictObject({
    last: duration().optional(),
    before: duration().optional(),
    from: moment.optional(),
    to: moment.optional(),
    calendar: z.enum(CALENDAR_UNITS).optional(),
    next: duration().optional(),
  }),
)

/** When a date of a field lies: whole days, so neither hours nor times. */
export const dayWindow: z.ZodType<Window> = notEmpty(
  z.strictObject({
    last: wholeDays().optional(),
    before: wholeDays().optional(),
    from: day.optional(),
    to: day.optional(),
    calendar: z.enum(CALENDAR_UNITS).optional(),
    next: wholeDays().optional(),
  }),
)

// Nobody can ask for more than every day of a leap year.
const MOST_DAYS = 366

/** Today, or so many days from today on. */
export const anniversaryWindow: z.ZodType<Window> = z
  .strictObject({
    calendar: z.literal('today').optional(),
    next: z
      .string()
      .trim()
      .refine(isFewDays, { error: notDays })
      .meta({ examples: ['7d'] })
      .optional(),
  })
  .refine(({ calendar, next }) => (calendar === undefined) !== (next === undefined), {
    error: 'an anniversary is asked of {"calendar":"today"} or of days such as {"next":"7d"}.',
  })

/** Which anniversary: the n-th. */
export const years = z.int().min(1).max(9_999)

function duration(): z.ZodType<string> {
  return z
    .string()
    .trim()
    .refine((text) => parseDuration(text) !== undefined, { error: notDuration })
    .meta({ examples: ['30d'] })
}

function wholeDays(): z.ZodType<string> {
  return duration().refine((text) => parseDuration(text)?.unit !== 'h', {
    error: ({ input }) => `${shown(input)} does not fit: dates have no hours, so give d, w, mo or y.`,
  })
}

function notDuration({ input }: { input?: unknown }): string {
  return `${shown(input)} is not a duration: give a number up to 9999 and h, d, w, mo or y, such as "30d".`
}

function isFewDays(text: string): boolean {
  const duration = parseDuration(text)
  return duration !== undefined && duration.unit === 'd' && duration.amount <= MOST_DAYS
}

function notDays({ input }: { input?: unknown }): string {
  return `${shown(input)} does not fit: give up to ${MOST_DAYS} days, such as "7d".`
}

/** How many days an anniversary's window spans, today included. */
export function daysOf({ next }: Window): number {
  return next === undefined ? 1 : toDuration(next).amount
}

function notEmpty<T extends object>(window: z.ZodType<T>): z.ZodType<T> {
  return window.refine((given) => Object.keys(given).length > 0, {
    error: 'an empty window says nothing: leave it out, or give last, before, from, to or calendar.',
    // Whatever else is wrong with it is what matters.
    when: ({ issues }) => issues.length === 0,
  })
}
