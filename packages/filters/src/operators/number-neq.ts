import { numberEq } from './number-eq.ts'
import { complementOf, missing } from './operator.ts'
import { anyOf } from './wording.ts'

/** None of these numbers, or no number. */
export const numberNeq = complementOf(numberEq, {
  id: 'neq',
  words: (numbers) => `does not equal ${anyOf(numbers)}`,
  examples: [
    [12, [7], true],
    [12, [7, 12], false],
    [missing, [0], true],
  ],
})
