import { describe, expect, it } from 'vitest'
import { hasBit } from '../kernels/bits.ts'
import { Arena } from '../memory/arena.ts'
import { Budget } from '../memory/budget.ts'
import { AllowTables } from './allow-tables.ts'
import { Dictionary } from './dictionary.ts'
import { PAGE_ENTRIES } from './dictionary-page.ts'
import type { Place } from './place.ts'
import { type Search, toSearch } from './search.ts'
import { SearchTest } from './search-test.ts'

function dictionaryOf(texts: string[]): Dictionary {
  const dictionary = new Dictionary(new Arena(new Budget(Number.POSITIVE_INFINITY)))
  for (const text of texts) dictionary.add(text)
  return dictionary
}

/** The texts that pass, once by table and once code by code. */
function found(dictionary: Dictionary, tables: AllowTables, search: Search): string[] {
  const test = new SearchTest(dictionary, tables, search)
  const table = test.table()
  const codes = Array.from({ length: dictionary.size - 1 }, (_, i) => i + 1).filter((code) => hasBit(table, code))
  expect(hasBit(table, 0)).toBe(false)
  for (let code = 1; code < dictionary.size; code++) expect(test.accepts(code)).toBe(hasBit(table, code))
  return codes.map((code) => dictionary.text(code))
}

describe('Dictionary', () => {
  it('gives each text one code, over many pages and buckets', () => {
    const texts = Array.from({ length: 50_000 }, (_, i) => `text ${i}${i % 7 === 0 ? ' ß😀' : ''}`)
    const dictionary = dictionaryOf(texts)
    expect(dictionary.size).toBe(50_001)
    const wrong = texts.filter((text, i) => dictionary.find(text) !== i + 1 || dictionary.text(i + 1) !== text)
    expect(wrong).toEqual([])
    expect(dictionary.add('text 3')).toBe(4)
    expect(dictionary.find('text 50000')).toBe(0)
    expect(dictionary.size).toBe(50_001)
  })

  const long = 'x'.repeat(100_000)
  const searches: [Place, string[], string[]][] = [
    ['inside', ['b'], ['ab', 'abc', 'b', 'bb']],
    ['inside', ['bc', 'é'], ['abc', 'é']],
    ['inside', ['e'], []],
    ['inside', ['x'.repeat(99_999)], [long]],
    ['start', ['b'], ['b', 'bb']],
    ['start', ['ab', long], ['ab', 'abc', long]],
    ['start', [`${long}x`], []],
    ['end', ['b'], ['ab', 'b', 'bb']],
    ['end', ['c', '😀'], ['abc', '😀']],
    ['end', ['aab'], []],
    ['inside', ['b\0b', 'b\0', '\0', '\ud83d'], []],
    ['inside', [], []],
  ]
  it.each(searches)('finds texts with, at the %s, any of %j', (at, any, expected) => {
    const dictionary = dictionaryOf(['ab', 'abc', 'b', 'bb', 'é', '😀', long])
    expect(found(dictionary, new AllowTables(dictionary), toSearch(at, any))).toEqual(expected)
  })

  it.each(['inside', 'start', 'end'] as const)('finds texts with many needles, at the %s, as with few', (place) => {
    const letters = ['a', 'b', 'é', '😀']
    const texts = Array.from({ length: 1_500 }, (_, i) =>
      Array.from(i.toString(5), (digit) => letters[Number(digit)] ?? '').join(''),
    )
    const dictionary = dictionaryOf(texts.filter((text) => text !== ''))
    const needles = ['éa', 'aab', '😀😀b', 'bbbb', 'éé', 'ba😀a', 'bé', 'nowhere', 'aaaaaaaaaa', 'é😀']
    const passes = (text: string, needle: string) => {
      return { inside: text.includes(needle), start: text.startsWith(needle), end: text.endsWith(needle) }[place]
    }
    const all = Array.from({ length: dictionary.size - 1 }, (_, i) => dictionary.text(i + 1))
    for (const any of [needles, [...needles, 'a'], needles.slice(0, 8)]) {
      const expected = all.filter((text) => any.some((needle) => passes(text, needle)))
      expect(expected.length).toBeGreaterThan(10)
      expect(found(dictionary, new AllowTables(dictionary), toSearch(place, any))).toEqual(expected)
    }
  })

  it('searches only new texts when it has grown, wherever a page ends', () => {
    const text = (i: number) => (i % 3 === 0 ? `needle${i}` : `hay${i}`)
    const dictionary = dictionaryOf([])
    const tables = new AllowTables(dictionary)
    for (const size of [
      1,
      2,
      PAGE_ENTRIES - 1,
      PAGE_ENTRIES,
      PAGE_ENTRIES + 1,
      2 * PAGE_ENTRIES,
      2 * PAGE_ENTRIES + 30,
    ]) {
      const before = dictionary.size
      for (let i = dictionary.size - 1; i < size; i++) dictionary.add(text(i))
      expect(tables.waitingTexts(toSearch('inside', ['needle']))).toBe(size + 1 - before)
      const expected = Array.from({ length: size }, (_, i) => text(i)).filter((each) => each.startsWith('needle'))
      expect(found(dictionary, tables, toSearch('inside', ['needle']))).toEqual(expected)
      expect(tables.waitingTexts(toSearch('inside', ['needle']))).toBe(0)
    }
  })

  it('needs no more memory for a batch than it said', () => {
    const arena = new Arena(new Budget(Number.POSITIVE_INFINITY))
    const dictionary = new Dictionary(arena)
    for (const [round, size] of [1, 3, 100, 1, 5_000, 20_000, 10, 20_000, 20_000, 300].entries()) {
      const texts = Array.from({ length: size }, (_, i) => (i % 10 === 0 ? null : `${'ß'.repeat(i % 40)}${round} ${i}`))
      const before = arena.usedBytes
      const bound = dictionary.boundBytes(texts)
      for (const text of texts) if (text !== null) dictionary.add(text)
      expect(arena.usedBytes - before).toBeLessThanOrEqual(bound)
    }
  })
})
