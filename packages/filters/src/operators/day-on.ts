import { range } from '../primitives.ts'
import { toDay } from '../values/day.ts'
import { day, one } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { list } from './wording.ts'

/** Exactly this day. */
export const dayOn = operator({
  id: 'on',
  on: 'day',
  argument: one(day),
  input: 'date',
  words: (dates) => `is on ${list(dates)}`,
  lower: (column, [date]) => range(column, { from: { value: toDay(date) }, to: { value: toDay(date) } }),
  examples: [
    ['2024-02-29', ['2024-02-29'], true],
    ['2025-02-28', ['2024-02-29'], false],
    ['--02-29', ['2024-02-29'], false],
    [missing, ['2024-02-29'], false],
  ],
})
