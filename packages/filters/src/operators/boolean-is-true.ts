import { hasCode } from '../primitives.ts'
import { nothing } from './arguments.ts'
import { missing, operator } from './operator.ts'

/** Booleans that are true; neither is true of a missing one. */
export const booleanIsTrue = operator({
  id: 'is_true',
  on: 'boolean',
  argument: nothing,
  input: 'none',
  words: () => 'is true',
  lower: (column) => hasCode(column, ['true']),
  examples: [
    [true, [], true],
    [false, [], false],
    [missing, [], false],
  ],
})
