import { SEARCH_COLUMN } from './fields/columns.ts'
import { fold } from './fold.ts'
import type { Lowering } from './lowering.ts'
import { every, matchText, some } from './primitives.ts'

/** So many letters are told apart by the bits of one number. */
const LONGEST_WORD = 62

/** Each word with a typo is a search of its own through all texts, so nobody may ask for any number of them. */
const WORDS_MOST = 6

/** The free search as a lowering: every word stands somewhere in the contact's searchable text; null when `q` is blank. */
export function searchLowering(q: string): Lowering | null {
  const words = wordsOf(q)
  return words.length === 0 ? null : every(words.map(standsInside))
}

/**
 * What to ask when nobody matches a free search, the nearest first: people of whom some word begins like each word of `q`
 * with one typo in all of them, then one in each, then two in words of 8 letters or more. Empty when every word is too
 * short for a typo, or more than 6 are long enough.
 */
export function similarLowerings(q: string): Lowering[] {
  const words = wordsOf(q)
  const misspelt = words.filter((word) => typosIn(word) > 0)
  if (misspelt.length > WORDS_MOST) return []
  const oneInAll = misspelt.map((wrong) => every(words.map((word) => isNear(word, word === wrong ? 1 : 0))))
  const inEach = (most: number) => every(words.map((word) => isNear(word, most)))
  return [
    ...(misspelt.length > 0 ? [some(oneInAll)] : []),
    ...(misspelt.length > 1 ? [inEach(1)] : []),
    ...(misspelt.some((word) => typosIn(word) > 1) ? [inEach(2)] : []),
  ]
}

/** The text of a contact that the free search looks into, made of what people look for; words never span two parts. */
export function searchText(parts: readonly (string | null)[]): string {
  return parts
    .filter((part) => part !== null)
    .map(withoutAccents)
    .join('\n')
}

function wordsOf(q: string): string[] {
  return [...new Set(withoutAccents(q).split(/\s+/u).filter(Boolean))]
}

// Alone among texts, what is searched ignores accents.
function withoutAccents(text: string): string {
  return fold(fold(text).normalize('NFD').replaceAll(/\p{M}/gu, ''))
}

function standsInside(word: string): Lowering {
  return matchText(SEARCH_COLUMN, { at: 'inside', any: [word] })
}

function isNear(typed: string, most: number): Lowering {
  const typos = Math.min(typosIn(typed), most)
  if (typos !== 1 && typos !== 2) return standsInside(typed)
  return some([standsInside(typed), { is: 'similar', column: SEARCH_COLUMN, word: lettersOf(typed), typos }])
}

/** In short words a typo would make everybody similar. */
function typosIn(typed: string): 0 | 1 | 2 {
  const letters = Array.from(lettersOf(typed)).length
  if (letters < 4 || letters > LONGEST_WORD) return 0
  return letters < 8 ? 1 : 2
}

/** Without the brackets, quotes and commas around it. */
function lettersOf(typed: string): string {
  return typed.replaceAll(/^[^0-9a-z\u0080-\u{10ffff}]+|[^0-9a-z\u0080-\u{10ffff}]+$/gu, '')
}
