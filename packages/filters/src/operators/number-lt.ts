import { range } from '../primitives.ts'
import { number, one } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { list } from './wording.ts'

/** Numbers below a bound. */
export const numberLt = operator({
  id: 'lt',
  on: 'number',
  argument: one(number),
  input: 'number',
  words: (bound) => `is less than ${list(bound)}`,
  lower: (column, [bound]) => range(column, { to: { value: bound, open: true } }),
  examples: [
    [99.99, [100], true],
    [-1, [0], true],
    [100, [100], false],
    [missing, [0], false],
  ],
})
