import { giveBack, lend, native } from './native.ts'

/** A chunk of dictionary codes, in the smallest width that holds them; 0 is missing. */
export type CodeArray = Uint8Array | Uint16Array | Uint32Array

/** A set of codes as bits has room for these at least, because 8-bit codes are looked up in all of them at once. */
export const ALLOWED_WORDS_MIN = 8

/** Keeps in `words` the rows whose code has its bit set in `allowed`; rows past the end of `codes` are missing. */
export function keepAllowed(words: Uint32Array, codes: CodeArray, allowed: Uint32Array): void {
  const at = lend(words, 0)
  const [first, rows, table] = [lend(codes, 1), codes.length, lend(allowed, 2)]
  if (codes instanceof Uint8Array) native.keepAllowed8(at, first, rows, table)
  else if (codes instanceof Uint16Array) native.keepAllowed16(at, first, rows, table)
  else native.keepAllowed32(at, first, rows, table)
  giveBack(words, at)
  clearFrom(words, codes.length)
}

/** Keeps in `words` the rows whose code is one of a few, for which each code is compared with all of them. */
export function keepFew(words: Uint32Array, codes: CodeArray, few: Uint32Array): void {
  // A code that is too large for an array would be compared by its lower part.
  const any = few.filter((code) => code < 2 ** (8 * codes.BYTES_PER_ELEMENT))
  const at = lend(words, 0)
  const [first, rows, list] = [lend(codes, 1), codes.length, lend(any, 2)]
  if (codes instanceof Uint8Array) native.keepFew8(at, first, rows, list, any.length)
  else if (codes instanceof Uint16Array) native.keepFew16(at, first, rows, list, any.length)
  else native.keepFew32(at, first, rows, list, any.length)
  giveBack(words, at)
  clearFrom(words, codes.length)
}

function clearFrom(words: Uint32Array, row: number): void {
  if (row >>> 5 < words.length) words.fill(0, row >>> 5)
}
