import { hasBit } from '../kernels/bits.ts'

/** Entries that go to new places: entry `i` to `places[i]`, or nowhere. */
export type Move<R> = { run: R; places: Uint32Array }

/** The place of an entry that goes nowhere. */
export const LEFT_OUT = 0xffff_ffff

/** Where the entries of two runs go so that one run of both ascends by row; those of `a` come first in a row. */
export function mergedPlaces(a: Uint16Array, b: Uint16Array): [Uint32Array, Uint32Array] {
  const places: [Uint32Array, Uint32Array] = [new Uint32Array(a.length), new Uint32Array(b.length)]
  const [ofA, ofB] = places
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    if (a[i] <= b[j]) ofA[i] = i++ + j
    else ofB[j] = i + j++
  }
  while (i < a.length) ofA[i] = i++ + j
  while (j < b.length) ofB[j] = i + j++
  return places
}

/** Where entries go when those of some rows are left out, and how many stay. */
export function placesWithout(locals: Uint16Array, isRow: Uint32Array): { places: Uint32Array; count: number } {
  const places = new Uint32Array(locals.length)
  let count = 0
  for (let i = 0; i < locals.length; i++) places[i] = hasBit(isRow, locals[i]) ? LEFT_OUT : count++
  return { places, count }
}
