import { range } from '../primitives.ts'
import { number, two } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { both } from './wording.ts'

/** Numbers between two bounds, both included. */
export const numberBetween = operator({
  id: 'between',
  on: 'number',
  argument: two(number),
  input: 'two-numbers',
  words: (bounds) => `is between ${both(bounds)}`,
  lower: (column, [from, to]) => range(column, { from: { value: from }, to: { value: to } }),
  flaw: ([from, to]) => (from > to ? `the lower bound comes first, and ${from} is above ${to}.` : undefined),
  examples: [
    [100, [100, 200], true],
    [200, [100, 200], true],
    [200.5, [100, 200], false],
    [5, [5, 5], true],
    [missing, [-1, 1], false],
  ],
})
