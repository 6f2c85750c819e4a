import { describe, expect, it } from 'vitest'
import { type Random, seeded } from '../fixtures/seeded.ts'
import { Arena } from '../memory/arena.ts'
import { Budget } from '../memory/budget.ts'
import { Dictionary } from '../text/dictionary.ts'
import { TextRanks } from './text-ranks.ts'

const { compare } = new Intl.Collator('en')
/** Letters and signs that the collation takes for itself, joins, or passes over. */
const PIECES = [
  ...'abcxyz019 _-.@!~$^`',
  'A',
  'Z',
  'é',
  'e\u0301',
  'ß',
  'æ',
  'ñ',
  'ø',
  '\u0001',
  '\u007f',
  '😀',
  'ж',
  '中',
]

function makeText(random: Random, plainOnly: boolean): string {
  const pieces = plainOnly ? PIECES.slice(0, 19) : PIECES
  return Array.from({ length: 1 + random.below(9) }, () => random.pick(pieces)).join('')
}

describe('TextRanks', () => {
  it('orders all texts as the collator does, those that come later too', () => {
    const random = seeded(21)
    const dictionary = new Dictionary(new Arena(new Budget(Number.POSITIVE_INFINITY)))
    const ranks = new TextRanks(dictionary)
    for (const added of [0, 1, 400, 3, 700, 1]) {
      for (let i = 0; i < added; i++) dictionary.add(makeText(random, i % 3 !== 0))
      const ranked = ranks.get()
      for (let i = 0; i < 2_000; i++) {
        if (dictionary.size < 3) break
        const [a, b] = [1 + random.below(dictionary.size - 1), 1 + random.below(dictionary.size - 1)]
        const expected = Math.sign(compare(dictionary.text(a), dictionary.text(b)))
        expect([Math.sign(ranked[a] - ranked[b]), dictionary.text(a), dictionary.text(b)]).toEqual([
          expected,
          dictionary.text(a),
          dictionary.text(b),
        ])
      }
    }
  })

  it('gives texts that the collation holds for the same one rank, and finds any text its place', () => {
    const dictionary = new Dictionary(new Arena(new Budget(Number.POSITIVE_INFINITY)))
    const ranks = new TextRanks(dictionary)
    const [b, d, b2] = ['b', 'd', 'b\u0001'].map((text) => dictionary.add(text))
    expect([b, b2, d].map((code) => ranks.get()[code])).toEqual([0, 0, 2])
    expect(['a', 'b', 'c', 'd', 'e'].map((text) => ranks.rankOf(text))).toEqual([-0.5, 0, 1.5, 2, 2.5])
    const b3 = dictionary.add('b\u0002')
    expect([b, b2, b3, d].map((code) => ranks.get()[code])).toEqual([0, 0, 0, 3])
  })
})
