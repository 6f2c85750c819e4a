import { z } from 'zod'
import { shown } from '../../shown.ts'
import { type Part, parseShape } from './part.ts'

const percent = z
  .number()
  .min(0)
  .max(100)
  .refine((value) => /^\d+(\.\d{1,2})?$/.test(String(value)), {
    error: ({ input }) => `${shown(input)} has more than two decimals: shares are counted in hundredths of a percent.`,
  })
  .overwrite((value) => (Object.is(value, -0) ? 0 : value))

/** A percentage with at most two decimals. */
export function percentPart({ key, label }: { key: string; label: string }): Part<number> {
  return {
    key,
    label,
    isRequired: true,
    input: 'percent',
    shape: percent,
    parse: (raw, { report }) => parseShape(raw, { shape: percent, input: 'percent' }, report),
    words: (value) => `${value} %`,
  }
}

/** The hundredths of a percentage, read as a decimal: 2.03 is 203, though 2.03 × 100 is less. */
export function hundredths(value: number): number {
  return Math.round(value * 100)
}
