import { complementOf, missing } from './operator.ts'
import { setHasAny } from './set-has-any.ts'
import { list } from './wording.ts'

/** Not one of these. */
export const setHasNone = complementOf(setHasAny, {
  id: 'has_none',
  words: (names) => `include none of ${list(names)}`,
  examples: [
    [['a', 'b'], ['c'], true],
    [['a', 'b'], ['b', 'c'], false],
    [missing, ['a'], true],
  ],
})
