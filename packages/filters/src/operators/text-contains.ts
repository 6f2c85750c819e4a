import { matchText } from '../primitives.ts'
import { oneOrMore, text } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { anyOf } from './wording.ts'

/** A part of the text, compared after folding. */
export const textContains = operator({
  id: 'contains',
  on: 'text',
  argument: oneOrMore(text),
  input: 'texts',
  words: (parts) => `contains ${anyOf(parts)}`,
  lower: (column, parts) => matchText(column, { at: 'inside', any: parts }),
  examples: [
    ['Jakarta Barat', ['KARTA'], true],
    ['50% off', ['%'], true],
    ['a_b', ['a%b', 'A_B'], true],
    ['50 off', ['%', '_', '\\'], false],
    ['é', ['e'], false],
    ['İ', ['i'], true],
    [missing, ['a'], false],
  ],
})
