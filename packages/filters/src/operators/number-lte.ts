import { range } from '../primitives.ts'
import { number, one } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { list } from './wording.ts'

/** Numbers up to a bound. */
export const numberLte = operator({
  id: 'lte',
  on: 'number',
  argument: one(number),
  input: 'number',
  words: (bound) => `is at most ${list(bound)}`,
  lower: (column, [bound]) => range(column, { to: { value: bound } }),
  examples: [
    [100, [100], true],
    [100.01, [100], false],
    [missing, [0], false],
  ],
})
