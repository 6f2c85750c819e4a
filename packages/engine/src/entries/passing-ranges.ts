import type { NumberTest } from '@rollcall/filters'
import { toClosed } from '../columns/range-probe.ts'
import { andInto, andNotInto, copyInto, orInto } from '../kernels/bits.ts'
import type { ClosedRange } from '../kernels/ranges.ts'
import type { WordPool } from '../memory/word-pool.ts'

/** A test of numbers as closed ranges, or what is outside all of them. */
export type PassingRanges = { ranges: ClosedRange[]; isComplement: boolean }

/** The test as closed ranges. */
export function toPassing({ any, not }: NumberTest): PassingRanges {
  return { ranges: any.map(toClosed), isComplement: not === true }
}

/** Keeps in `words` the rows that pass, when `keep` keeps those whose number lies in a range. */
export function keepPassing(
  words: Uint32Array,
  { ranges, isComplement }: PassingRanges,
  { keep, pool }: { keep: (words: Uint32Array, range: ClosedRange) => void; pool: WordPool },
): void {
  const passing = pool.takeEmpty()
  const inRange = pool.take()
  for (const range of ranges) {
    // Negated, so that a bound that is no number passes nothing.
    if (!(range.from <= range.to)) continue
    copyInto(inRange, words)
    keep(inRange, range)
    orInto(passing, inRange)
  }
  if (isComplement) andNotInto(words, passing)
  else andInto(words, passing)
  pool.give(passing)
  pool.give(inRange)
}
