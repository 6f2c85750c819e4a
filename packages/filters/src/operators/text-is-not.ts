import { complementOf, missing } from './operator.ts'
import { textIs } from './text-is.ts'
import { anyOf } from './wording.ts'

/** Any other text, or none. */
export const textIsNot = complementOf(textIs, {
  id: 'is_not',
  words: (texts) => `is not ${anyOf(texts)}`,
  examples: [
    ['Bandung', ['Jakarta'], true],
    ['JAKARTA', ['Bandung', 'Jakarta'], false],
    [missing, ['Jakarta'], true],
  ],
})
