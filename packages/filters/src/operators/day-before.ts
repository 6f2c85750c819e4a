import { range } from '../primitives.ts'
import { FIRST_DAY, toDay } from '../values/day.ts'
import { day, one } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { list } from './wording.ts'

/** Dates before a day. */
export const dayBefore = operator({
  id: 'before',
  on: 'day',
  argument: one(day),
  input: 'date',
  words: (dates) => `is before ${list(dates)}`,
  // The lower bound keeps birthdays without a year out: they are held before every date.
  lower: (column, [date]) => range(column, { from: { value: FIRST_DAY }, to: { value: toDay(date), open: true } }),
  examples: [
    ['2007-08-31', ['2007-09-01'], true],
    ['2007-09-01', ['2007-09-01'], false],
    ['0001-01-01', ['9999-12-31'], true],
    ['--08-31', ['2007-09-01'], false],
    [missing, ['2007-09-01'], false],
  ],
})
