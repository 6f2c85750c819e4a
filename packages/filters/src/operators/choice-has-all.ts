import { every, hasCode } from '../primitives.ts'
import { oneOrMore, text } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { list } from './wording.ts'

/** Every one of these options. */
export const choiceHasAll = operator({
  id: 'has_all',
  on: 'choice',
  argument: oneOrMore(text),
  input: 'choices',
  words: (options) => `has all of ${list(options)}`,
  lower: (column, options) => every(options.map((option) => hasCode(column, [option]))),
  examples: [
    [['red', 'green', 'blue'], ['blue', 'red'], true],
    [['red', 'green'], ['blue', 'red'], false],
    ['pro', ['pro'], true],
    ['pro', ['pro', 'free'], false],
    [missing, ['red'], false],
  ],
})
