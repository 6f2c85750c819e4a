import { z } from 'zod'
import { shown } from '../shown.ts'
import { parseDay } from '../values/day.ts'
import { instantText, parseInstant } from '../values/instant.ts'
import { isStorable } from '../values/text.ts'
import type { OperandValue } from './operator.ts'

/** How many values one condition may list. */
export const MOST_VALUES = 5_000

/** A text, trimmed and composed; blank is refused. */
export const text = z
  .string()
  .normalize('NFC')
  .trim()
  .min(1)
  .refine(isStorable, { error: 'a text may contain neither U+0000 nor half of a surrogate pair.' })

/** A finite number. */
export const number = z.number().overwrite((value) => (Object.is(value, -0) ? 0 : value))

/** A calendar day such as `2007-09-01`. */
export const day = z
  .string()
  .trim()
  .refine((value) => parseDay(value) !== undefined, {
    error: ({ input }) => `${shown(input)} is not a date: give one such as "2007-09-01".`,
  })
  .meta({ format: 'date' })

/** A calendar day, or an instant with its offset such as `2007-09-01T08:30:00Z`. */
export const moment = z
  .string()
  .trim()
  .refine((value) => parseDay(value) !== undefined || parseInstant(value) !== undefined, {
    error: ({ input }) =>
      `${shown(input)} is neither a date such as "2007-09-01" nor a time such as "2007-09-01T08:30:00Z".`,
  })
  .overwrite(inUtc)

/** No operand: `values` would be an unknown key. */
export const nothing = z.tuple([])

/** Exactly one value. */
export function one<T extends OperandValue>(value: z.ZodType<T>): z.ZodType<readonly [T]> {
  return z.tuple([value])
}

/** Exactly two values. */
export function two<T extends string | number>(value: z.ZodType<T>): z.ZodType<readonly [T, T]> {
  return z.tuple([value, value])
}

/** A list of values without repetition, up to the limit of one condition. */
export function oneOrMore<T extends string | number>(value: z.ZodType<T>): z.ZodType<readonly T[]> {
  return z
    .array(value)
    .min(1)
    .max(MOST_VALUES)
    .overwrite((values) => [...new Set(values)])
}

function inUtc(value: string): string {
  const instant = parseInstant(value)
  return instant === undefined ? value : instantText(instant)
}
