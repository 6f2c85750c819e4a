import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AudienceIndex, openLocalShard } from '../../packages/engine/src/index.ts'
import type { SimilarMatch } from '../../packages/filters/src/lowering.ts'
import { evaluateRow } from '../../packages/filters/src/row/evaluate-row.ts'
import { BLANK_ROW } from '../../packages/filters/src/row/row.ts'
import { searchText } from '../../packages/filters/src/search.ts'

// A failure prints its seed and path; put them here as `seed` and `path` to see it again.
const RUNS = { numRuns: 25 }
const COLUMN = { id: 'search', storage: 'text' } as const

const letter = fc.constantFrom(...'aabbccéø한😀1.@ ')
const part = fc.string({ unit: letter, maxLength: 14 })
// More texts than a page of the dictionary holds, so that words stand at its ends, too.
const texts = fc.array(fc.array(part, { maxLength: 3 }).map(searchText), { minLength: 900, maxLength: 1_300 })
const wordLetter = fc.constantFrom(...'aabbccø한😀1')
const word = fc
  .tuple(wordLetter, fc.string({ unit: fc.constantFrom(...'abcø한😀1.@'), minLength: 2, maxLength: 12 }), wordLetter)
  .map((letters) => letters.join(''))

/** One typo at a place: a letter lost, doubled by another, replaced, or swapped with the next one. */
const typo = fc.record({ at: fc.nat(13), kind: fc.nat(3), letter: wordLetter })

it.each([1, 2] as const)(
  'finds the words that begin alike with at most %i typos, as a naive judge does',
  async (typos) => {
    const asked = fc.tuple(texts, fc.array(word, { minLength: 4, maxLength: 8 }), fc.array(typo, { maxLength: 3 }))
    await fc.assert(
      fc.asyncProperty(asked, async ([random, words, mistakes]) => {
        const long = words.filter((each) => Array.from(each).length >= 4 * typos)
        const misspelt = long.map((each) => `x ${mistakes.slice(0, typos).reduce(withTypo, each)}aa`)
        const all = [...new Set([...random, ...misspelt])].filter(Boolean)
        const index = await indexOf(all)
        for (const one of long) {
          const lowering: SimilarMatch = { is: 'similar', column: COLUMN.id, word: one, typos }
          const alike = all.flatMap((text, row) => (isAlike(text, one, typos) ? [row] : []))
          const matching = all.flatMap((text, row) => (isMatch(lowering, text) ? [row] : []))
          // Of few rows, the index asks one by one.
          const few = await index.members(1, { is: 'all', of: [{ is: 'set', set: FEW }, lowering] })
          const members = await index.members(1, lowering)
          const found = { asked: one, matching, few: [...few], members: [...members] }
          expect(found).toEqual({ asked: one, matching: alike, few: alike.filter(isOfFew), members: alike })
        }
      }),
      RUNS,
    )
  },
)

const FEW = 'tag:few'
const isOfFew = (row: number) => row % 60 === 0

function isMatch(lowering: SimilarMatch, text: string): boolean {
  return evaluateRow(lowering, { ...BLANK_ROW, value: () => text })
}

async function indexOf(all: string[]): Promise<AudienceIndex> {
  const index = new AudienceIndex({ shardCount: 1, openShard: () => openLocalShard({ maxBytes: 2 ** 26 }) })
  await index.defineColumns(1, [COLUMN])
  await index.apply(1, { rows: all.map(toRow), removed: [] })
  return index
}

function toRow(text: string, rowNo: number) {
  return { rowNo, values: [text], sets: isOfFew(rowNo) ? [FEW] : [] }
}

function withTypo(text: string, { at, kind, letter: other }: { at: number; kind: number; letter: string }): string {
  const letters = Array.from(text)
  const place = at % letters.length
  if (kind === 0) letters.splice(place, 1)
  else if (kind === 1) letters.splice(place, 0, other)
  else if (kind === 2) letters[place] = other
  else letters.splice(place, 2, ...letters.slice(place, place + 2).reverse())
  return letters.join('')
}

/** The naive judge: every way to make up to so many mistakes, tried at every beginning of a word. */
function isAlike(text: string, asked: string, typos: number): boolean {
  return text.split('\n').some((line) => {
    const letters = Array.from(line)
    const starts = letters.flatMap((one, at) => (isOfWord(one) && !isOfWord(letters[at - 1] ?? ' ') ? [at] : []))
    return starts.some((at) => canRead(letters.slice(at), Array.from(asked), typos))
  })
}

function isOfWord(one: string): boolean {
  return !' .@'.includes(one)
}

function canRead(letters: string[], asked: string[], typos: number): boolean {
  if (asked.length === 0) return true
  const [here, next] = letters
  const isSame = here !== undefined && here === asked[0]
  if (isSame && canRead(letters.slice(1), asked.slice(1), typos)) return true
  if (typos === 0) return false
  const left = typos - 1
  if (canRead(letters, asked.slice(1), left)) return true
  if (here === undefined) return false
  if (canRead(letters.slice(1), asked.slice(1), left) || canRead(letters.slice(1), asked, left)) return true
  const isTurned = next !== undefined && here === asked[1] && next === asked[0]
  return isTurned && canRead(letters.slice(2), asked.slice(2), left)
}
