import { hasCode } from '../primitives.ts'
import { oneOrMore, text } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { anyOf } from './wording.ts'

/** One of these options; of several options, any among these. */
export const choiceIs = operator({
  id: 'is',
  on: 'choice',
  argument: oneOrMore(text),
  input: 'choices',
  words: (options) => `is ${anyOf(options)}`,
  lower: (column, options) => hasCode(column, options),
  examples: [
    ['pro', ['free', 'pro'], true],
    ['pro', ['Pro'], false],
    [['red', 'green'], ['green', 'blue'], true],
    [['red', 'green'], ['blue'], false],
    [missing, ['pro'], false],
    [[], ['red'], false],
  ],
})
