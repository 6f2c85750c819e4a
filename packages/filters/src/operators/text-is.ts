import { matchText } from '../primitives.ts'
import { oneOrMore, text } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { anyOf } from './wording.ts'

/** The whole text, compared after folding. */
export const textIs = operator({
  id: 'is',
  on: 'text',
  argument: oneOrMore(text),
  input: 'texts',
  words: (texts) => `is ${anyOf(texts)}`,
  lower: (column, texts) => matchText(column, { at: 'equal', any: texts }),
  examples: [
    ['Jakarta', ['jakarta', 'Bandung'], true],
    ['ΟΔΟΣ', ['οδος'], true],
    ['Jakarta Barat', ['Jakarta'], false],
    ['café', ['cafe'], false],
    ['e\u0301', ['\u00e9'], true],
    ['straße', ['strasse'], false],
    ['12', ['12'], true],
    [missing, ['Jakarta'], false],
  ],
})
