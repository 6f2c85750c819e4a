import type { ByteSpan } from '../kernels/bytes.ts'
import { comparePlain, WEIGHT_BITS, weightsAt } from './plain-weights.ts'

/** So few are sorted by looking at them. */
const FEW = 24
/** A double holds so many weights exactly. */
const MOST_LETTERS = 7

/** Texts from `from` to `to` that are the same up to a letter. */
type Run = { from: number; to: number; letter: number }

/**
 * Puts the codes of plain texts into the order of their texts, some letters at a time: the weights of these above the place of
 * the text are one number of 64 bits, and numbers are sorted without a call for each comparison.
 */
export function sortPlain(codes: Uint32Array, spanOf: (code: number) => ByteSpan): void {
  const keys = new BigUint64Array(codes.length)
  const words = new Uint32Array(keys.buffer)
  const unsorted: Run[] = [{ from: 0, to: codes.length, letter: 0 }]
  for (let run = unsorted.pop(); run; run = unsorted.pop()) {
    const part = codes.subarray(run.from, run.to)
    if (part.length <= FEW) {
      part.sort((a, b) => comparePlain(spanOf(a), spanOf(b)))
      continue
    }
    const placeBits = 32 - Math.clz32(part.length)
    const letters = Math.min(MOST_LETTERS, Math.floor((64 - placeBits) / WEIGHT_BITS))
    const [placeUnit, restUnit] = [2 ** placeBits, 2 ** (32 - placeBits)]
    for (let i = 0; i < part.length; i++) {
      const weights = weightsAt(spanOf(part[i]), run.letter, letters)
      words[2 * i] = (weights % restUnit) * placeUnit + i
      words[2 * i + 1] = Math.floor(weights / restUnit)
    }
    keys.subarray(0, part.length).sort()
    const before = part.slice()
    for (let i = 0; i < part.length; i++) part[i] = before[words[2 * i] & (placeUnit - 1)]
    addSame(unsorted, words, { ...run, letter: run.letter + letters, placeBits })
  }
}

/** Those in a sorted run whose letters so far are the same. */
function addSame(
  unsorted: Run[],
  words: Uint32Array,
  { from, to, letter, placeBits }: Run & { placeBits: number },
): void {
  let start = 0
  for (let i = 1; i <= to - from; i++) {
    const isSame =
      i < to - from &&
      words[2 * start + 1] === words[2 * i + 1] &&
      words[2 * start] >>> placeBits === words[2 * i] >>> placeBits
    if (isSame) continue
    if (i - start > 1) unsorted.push({ from: from + start, to: from + i, letter })
    start = i
  }
}
