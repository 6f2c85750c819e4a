import { range, some } from '../primitives.ts'
import { number, oneOrMore } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { anyOf } from './wording.ts'

/** Exactly one of these numbers. */
export const numberEq = operator({
  id: 'eq',
  on: 'number',
  argument: oneOrMore(number),
  input: 'numbers',
  words: (numbers) => `equals ${anyOf(numbers)}`,
  lower: (column, numbers) => some(numbers.map((value) => range(column, { from: { value }, to: { value } }))),
  examples: [
    [12, [7, 12], true],
    [0.3, [0.1, 0.2], false],
    [-0, [0], true],
    [1e21, [1e21], true],
    [missing, [0], false],
  ],
})
