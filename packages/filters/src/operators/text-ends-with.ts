import { matchText } from '../primitives.ts'
import { oneOrMore, text } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { anyOf } from './wording.ts'

/** The end of the text, compared after folding. */
export const textEndsWith = operator({
  id: 'ends_with',
  on: 'text',
  argument: oneOrMore(text),
  input: 'texts',
  words: (endings) => `ends with ${anyOf(endings)}`,
  lower: (column, endings) => matchText(column, { at: 'end', any: endings }),
  examples: [
    ['ada@Example.org', ['@example.com', '@example.org'], true],
    ['ada@example.org.uk', ['.org'], false],
    [missing, ['a'], false],
  ],
})
