import type { Pattern } from '../kernels/texts.ts'
import type { Place } from './place.ts'

/** Needles, and where one of them has to stand in a text. */
export type Search = {
  place: Place
  needles: Uint8Array[]
  /** Equal for equal searches. */
  key: string
}

const encoder = new TextEncoder()

/** The search for any of these texts. Needles that no text can hold (a zero character, half a surrogate pair) are left out. */
export function toSearch(place: Place, any: string[]): Search {
  const needles = any.filter((needle) => needle.isWellFormed() && !needle.includes('\0'))
  return { place, needles: needles.map((needle) => encoder.encode(needle)), key: JSON.stringify([place, needles]) }
}

/** What to look for in the pages of a dictionary, one pattern per needle. */
export function toPatterns({ place, needles }: Search): Pattern[] {
  if (place === 'inside') return needles.map((bytes) => ({ bytes, leadBytes: 0 }))
  if (place === 'start') return needles.map((needle) => ({ bytes: Uint8Array.of(0, ...needle), leadBytes: 1 }))
  return needles.map((needle) => ({ bytes: Uint8Array.of(...needle, 0), leadBytes: 0 }))
}
