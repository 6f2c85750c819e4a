import { range } from '../primitives.ts'
import { number, one } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { list } from './wording.ts'

/** Numbers from a bound up. */
export const numberGte = operator({
  id: 'gte',
  on: 'number',
  argument: one(number),
  input: 'number',
  words: (bound) => `is at least ${list(bound)}`,
  lower: (column, [bound]) => range(column, { from: { value: bound } }),
  examples: [
    [100, [100], true],
    [-0, [0], true],
    [99.99, [100], false],
    [missing, [0], false],
  ],
})
