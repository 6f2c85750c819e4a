import { hasCode } from '../primitives.ts'
import { nothing } from './arguments.ts'
import { missing, operator } from './operator.ts'

/** Booleans that are false; neither is true of a missing one. */
export const booleanIsFalse = operator({
  id: 'is_false',
  on: 'boolean',
  argument: nothing,
  input: 'none',
  words: () => 'is false',
  lower: (column) => hasCode(column, ['false']),
  examples: [
    [false, [], true],
    [true, [], false],
    [missing, [], false],
  ],
})
