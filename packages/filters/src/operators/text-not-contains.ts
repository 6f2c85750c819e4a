import { complementOf, missing } from './operator.ts'
import { textContains } from './text-contains.ts'
import { anyOf } from './wording.ts'

/** Texts without any of these parts, or no text. */
export const textNotContains = complementOf(textContains, {
  id: 'not_contains',
  words: (parts) => `does not contain ${anyOf(parts)}`,
  examples: [
    ['Bandung', ['karta', 'bali'], true],
    ['Jakarta', ['karta', 'bali'], false],
    [missing, ['karta'], true],
  ],
})
