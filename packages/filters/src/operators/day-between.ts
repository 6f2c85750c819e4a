import { range } from '../primitives.ts'
import { toDay } from '../values/day.ts'
import { day, two } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { both } from './wording.ts'

/** Dates between two days, both included. */
export const dayBetween = operator({
  id: 'between',
  on: 'day',
  argument: two(day),
  input: 'two-dates',
  words: (dates) => `is between ${both(dates)}`,
  lower: (column, [from, to]) => range(column, { from: { value: toDay(from) }, to: { value: toDay(to) } }),
  flaw: ([from, to]) =>
    toDay(from) > toDay(to) ? `the earlier date comes first, and ${from} is after ${to}.` : undefined,
  examples: [
    ['1999-12-31', ['1999-12-31', '2000-01-01'], true],
    ['2000-01-01', ['1999-12-31', '2000-01-01'], true],
    ['2000-01-02', ['1999-12-31', '2000-01-01'], false],
    ['--12-31', ['0001-01-01', '9999-12-31'], false],
    [missing, ['0001-01-01', '9999-12-31'], false],
  ],
})
