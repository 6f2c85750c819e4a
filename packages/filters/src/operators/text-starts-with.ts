import { matchText } from '../primitives.ts'
import { oneOrMore, text } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { anyOf } from './wording.ts'

/** The beginning of the text, compared after folding. */
export const textStartsWith = operator({
  id: 'starts_with',
  on: 'text',
  argument: oneOrMore(text),
  input: 'texts',
  words: (prefixes) => `starts with ${anyOf(prefixes)}`,
  lower: (column, prefixes) => matchText(column, { at: 'start', any: prefixes }),
  examples: [
    ['ada@example.org', ['ADA'], true],
    ['50 off', ['50%'], false],
    ['lada', ['ada'], false],
    [missing, ['a'], false],
  ],
})
