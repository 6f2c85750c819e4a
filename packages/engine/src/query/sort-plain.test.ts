import { expect, it } from 'vitest'
import { seeded } from '../fixtures/seeded.ts'
import { Arena } from '../memory/arena.ts'
import { Budget } from '../memory/budget.ts'
import { Dictionary } from '../text/dictionary.ts'
import { compareTexts } from './root-collation.ts'
import { sortPlain } from './sort-plain.ts'

it('orders plain texts as the collator does, however many begin alike or end where others go on', () => {
  const random = seeded(5)
  const dictionary = new Dictionary(new Arena(new Budget(Number.POSITIVE_INFINITY)))
  const make = () => {
    const names = Array.from({ length: 1 + random.below(4) }, () =>
      random.pick(['anna', 'ann', 'maximilian', 'x-', '0']),
    )
    return names.join(random.pick(['', '.', '_'])) + random.pick(['', '', String(random.below(400))])
  }
  const texts = [...new Set(Array.from({ length: 6_000 }, make))]
  const codes = Uint32Array.from(texts, (text) => dictionary.add(text))
  sortPlain(codes, (code) => dictionary.span(code))
  expect(Array.from(codes, (code) => dictionary.text(code))).toEqual(texts.toSorted(compareTexts))
})
