import { range } from '../primitives.ts'
import { toDay } from '../values/day.ts'
import { day, one } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { list } from './wording.ts'

/** Dates after a day. */
export const dayAfter = operator({
  id: 'after',
  on: 'day',
  argument: one(day),
  input: 'date',
  words: (dates) => `is after ${list(dates)}`,
  lower: (column, [date]) => range(column, { from: { value: toDay(date), open: true } }),
  examples: [
    ['2024-03-01', ['2024-02-29'], true],
    ['2024-02-29', ['2024-02-29'], false],
    ['--12-31', ['0001-01-01'], false],
    [missing, ['2024-02-29'], false],
  ],
})
