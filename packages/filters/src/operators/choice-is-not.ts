import { choiceIs } from './choice-is.ts'
import { complementOf, missing } from './operator.ts'
import { anyOf } from './wording.ts'

/** None of these options, or no option at all. */
export const choiceIsNot = complementOf(choiceIs, {
  id: 'is_not',
  words: (options) => `is not ${anyOf(options)}`,
  examples: [
    ['pro', ['free'], true],
    ['pro', ['free', 'pro'], false],
    [['red', 'green'], ['green'], false],
    [missing, ['pro'], true],
    [[], ['red'], true],
  ],
})
