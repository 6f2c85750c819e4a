import type { ByteSpan } from '../kernels/bytes.ts'
import { compareTexts } from './root-collation.ts'

// Digits, small letters and signs: each decides by itself in the root collation, none of them joins with its neighbours
// or stands for several, so that texts of these alone sort as the list of their weights does. Capitals do not: they only
// decide between texts that are else the same.
const PLAIN = Array.from({ length: 0x7f - 0x20 }, (_, at) => String.fromCharCode(0x20 + at)).filter(
  (letter) => !/[A-Z]/.test(letter),
)

/** From a byte of UTF-8 to its weight, from 1; 0 for every byte that does not decide by itself. */
const WEIGHTS = toWeights()

/** Whether a text consists of letters whose weights alone decide how it sorts. */
export function isPlain({ bytes, from, to }: ByteSpan): boolean {
  for (let i = from; i < to; i++) if (WEIGHTS[bytes[i]] === 0) return false
  return true
}

/** A weight takes so many bits. */
export const WEIGHT_BITS = 7

/** The weights of so many letters from one on as one number, the first one highest; 0 behind the end. At most seven. */
export function weightsAt({ bytes, from, to }: ByteSpan, letter: number, count: number): number {
  let weights = 0
  for (let at = from + letter; at < from + letter + count; at++) {
    weights = weights * 2 ** WEIGHT_BITS + (at < to ? WEIGHTS[bytes[at]] : 0)
  }
  return weights
}

/** How two plain texts sort by the root collation. */
export function comparePlain(a: ByteSpan, b: ByteSpan): number {
  const shorter = Math.min(a.to - a.from, b.to - b.from)
  for (let i = 0; i < shorter; i++) {
    const difference = WEIGHTS[a.bytes[a.from + i]] - WEIGHTS[b.bytes[b.from + i]]
    if (difference !== 0) return difference
  }
  return a.to - a.from - (b.to - b.from)
}

function toWeights(): Uint8Array {
  const weights = new Uint8Array(256)
  for (const [at, letter] of PLAIN.toSorted(compareTexts).entries()) weights[letter.charCodeAt(0)] = at + 1
  return weights
}
