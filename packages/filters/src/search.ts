import { SEARCH_COLUMN } from './fields/columns.ts'
import { fold } from './fold.ts'
import type { Lowering } from './lowering.ts'
import { every, matchText } from './primitives.ts'

/** The free search as a lowering: every word stands somewhere in the contact's searchable text; null when `q` is blank. */
export function searchLowering(q: string): Lowering | null {
  const words = new Set(withoutAccents(q).split(/\s+/u).filter(Boolean))
  if (words.size === 0) return null
  return every([...words].map((word) => matchText(SEARCH_COLUMN, { at: 'inside', any: [word] })))
}

/** The text of a contact that the free search looks into, made of what people look for; words never span two parts. */
export function searchText(parts: readonly (string | null)[]): string {
  return parts
    .filter((part) => part !== null)
    .map(withoutAccents)
    .join('\n')
}

// Alone among texts, what is searched ignores accents.
function withoutAccents(text: string): string {
  return fold(fold(text).normalize('NFD').replaceAll(/\p{M}/gu, ''))
}
