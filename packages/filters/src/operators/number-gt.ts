import { range } from '../primitives.ts'
import { number, one } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { list } from './wording.ts'

/** Numbers above a bound. */
export const numberGt = operator({
  id: 'gt',
  on: 'number',
  argument: one(number),
  input: 'number',
  words: (bound) => `is greater than ${list(bound)}`,
  lower: (column, [bound]) => range(column, { from: { value: bound, open: true } }),
  examples: [
    [100.01, [100], true],
    [100, [100], false],
    [-0, [0], false],
    [missing, [0], false],
  ],
})
