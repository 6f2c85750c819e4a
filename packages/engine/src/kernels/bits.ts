import { giveBack, lend, lendEmpty, native } from './native.ts'

/** Sets `target` to its intersection with `other`. */
export function andInto(target: Uint32Array, other: Uint32Array): void {
  const at = lend(target, 0)
  native.andInto(at, lend(other, 1), target.length)
  giveBack(target, at)
}

/** Adds the rows of `other` to `target`. */
export function orInto(target: Uint32Array, other: Uint32Array): void {
  const at = lend(target, 0)
  native.orInto(at, lend(other, 1), target.length)
  giveBack(target, at)
}

/** Takes the rows of `other` out of `target`. */
export function andNotInto(target: Uint32Array, other: Uint32Array): void {
  const at = lend(target, 0)
  native.andNotInto(at, lend(other, 1), target.length)
  giveBack(target, at)
}

/** Makes `target` equal to `other`. */
export function copyInto(target: Uint32Array, other: Uint32Array): void {
  const at = lendEmpty(target, 0)
  native.copyTo(at, lend(other, 1), target.byteLength)
  giveBack(target, at)
}

/** Takes all rows out of a bitset. */
export function clearAll(words: Uint32Array): void {
  const at = lendEmpty(words, 0)
  native.fillWith(at, 0, words.byteLength)
  giveBack(words, at)
}

/** Gives all rows one number. */
export function fillAll(values: Uint32Array | Float64Array, value: number): void {
  const at = lendEmpty(values, 0)
  if (values instanceof Float64Array) native.fillF64(at, value, values.length)
  else native.fillU32(at, value, values.length)
  giveBack(values, at)
}

/** How many bits are set. */
export function countBits(words: Uint32Array): number {
  return native.countBits(lend(words, 0), words.length) >>> 0
}

/** Whether no bit is set. */
export function isZero(words: Uint32Array): boolean {
  return native.isZero(lend(words, 0), words.length) === 1
}

/** Writes the places of the set bits, ascending, to `locals`, which has room for 32 per word, and answers how many there are. */
export function listBits(words: Uint32Array, locals: Uint16Array): number {
  const at = lendEmpty(locals, 1)
  const count = native.listBits(lend(words, 0), words.length, at)
  giveBack(locals, at, count)
  return count
}

/** Puts the rows at `locals` into the bitset. */
export function setPlaces(words: Uint32Array, locals: Uint16Array): void {
  const at = lend(words, 0)
  native.setPlaces(at, lend(locals, 1), locals.length)
  giveBack(words, at)
}

/** Whether the row at `local` is in the bitset. */
export function hasBit(words: Uint32Array, local: number): boolean {
  return ((words[local >>> 5] >>> (local & 31)) & 1) === 1
}

/** Puts the rows at `locals` into the bitset and answers how many were not in it before. */
export function setBits(words: Uint32Array, locals: Uint16Array): number {
  let added = 0
  for (let i = 0; i < locals.length; i++) {
    const word = locals[i] >>> 5
    const bit = locals[i] & 31
    added += ((words[word] >>> bit) & 1) ^ 1
    words[word] |= 1 << bit
  }
  return added
}

/** Takes the rows at `locals` out of the bitset and answers how many were in it before. */
export function clearBits(words: Uint32Array, locals: Uint16Array): number {
  let removed = 0
  for (let i = 0; i < locals.length; i++) {
    const word = locals[i] >>> 5
    const bit = locals[i] & 31
    removed += (words[word] >>> bit) & 1
    words[word] &= ~(1 << bit)
  }
  return removed
}
