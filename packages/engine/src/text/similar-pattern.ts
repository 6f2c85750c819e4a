import type { SimilarMatch } from '@rollcall/filters'

/** A word as the kernel `markSimilar` reads it. */
export type SimilarPattern = { bytes: Uint8Array; letters: number; typos: number }

/** Part of a word that stands whole in what is similar to it, and how many letters of the word are before it. */
type Needle = { bytes: Uint8Array; before: number }

// The places are those of packages/engine/kernels/similar.ts.
const NEEDLES = 8
const NEEDLES_MOST = 5
const NEEDLE_BYTES = 16
const MASKS = NEEDLES + NEEDLES_MOST * NEEDLE_BYTES
const OTHERS = MASKS + 128 * 8
const OTHER_BYTES = 16

const encoder = new TextEncoder()

/** Makes a word of 4 to 62 letters ready to be looked for. */
export function toSimilarPattern({ word, typos }: SimilarMatch): SimilarPattern {
  const letters = Array.from(word)
  const masks = toMasks(letters)
  const others = [...masks].filter(([letter]) => letter > 0x7f)
  const needles = toNeedles(letters, typos)
  const view = new DataView(new ArrayBuffer(OTHERS + OTHER_BYTES * others.length + 4 * 3 * letters.length))
  view.setUint32(0, others.length, true)
  view.setUint32(4, needles.length, true)
  for (const [letter, mask] of masks) if (letter <= 0x7f) view.setBigUint64(MASKS + letter * 8, mask, true)
  for (const [place, [letter, mask]] of others.entries()) {
    view.setUint32(OTHERS + place * OTHER_BYTES, letter, true)
    view.setBigUint64(OTHERS + place * OTHER_BYTES + 8, mask, true)
  }
  writeNeedles(view, needles, OTHERS + OTHER_BYTES * others.length)
  return { bytes: new Uint8Array(view.buffer), letters: letters.length, typos }
}

/** For every letter the bits of its places in the word. */
function toMasks(letters: string[]): Map<number, bigint> {
  const masks = new Map<number, bigint>()
  for (const [at, letter] of letters.entries()) {
    const codePoint = letter.codePointAt(0) ?? 0
    masks.set(codePoint, (masks.get(codePoint) ?? 0n) | (1n << BigInt(at)))
  }
  return masks
}

/**
 * The word in one part more than there are typos: each typo spoils one part, unless it swaps the letters on both sides of
 * a border. Hence also what stands around each border then, without a last letter that the next border may swap.
 */
function toNeedles(letters: string[], typos: number): Needle[] {
  const borders = Array.from({ length: typos + 2 }, (_, at) => Math.round((at * letters.length) / (typos + 1)))
  const parts = borders.slice(1).map((to, at) => toNeedle(letters.slice(borders[at], to), borders[at]))
  const turned = borders.slice(1, -1).map((border, at) => {
    const around = letters.slice(borders[at], border - 1).concat(letters[border], letters[border - 1])
    return toNeedle(around.concat(letters.slice(border + 1, borders[at + 2] - 1)), borders[at])
  })
  return [...parts, ...turned]
}

function toNeedle(letters: string[], before: number): Needle {
  return { bytes: encoder.encode(letters.join('')), before }
}

// The kernel compares five in any case; where there are three, the first stands for the others.
function writeNeedles(view: DataView, needles: Needle[], at: number): void {
  let place = at
  for (let needle = 0; needle < NEEDLES_MOST; needle++) {
    const { bytes, before } = needles[needle] ?? needles[0]
    const entry = NEEDLES + needle * NEEDLE_BYTES
    const isFirst = needle < needles.length
    view.setUint32(entry, isFirst ? place : at, true)
    view.setUint32(entry + 4, bytes.length, true)
    view.setUint32(entry + 8, before, true)
    if (isFirst) new Uint8Array(view.buffer).set(bytes, place)
    if (isFirst) place += bytes.length
  }
}
