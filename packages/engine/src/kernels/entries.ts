import { giveBack, lend, native } from './native.ts'
import type { ClosedRange } from './ranges.ts'

/** Adds to the bitset `rows` the row of each entry in the bitset `kept`; `locals` has the row of entry 0 and on, ascending. */
export function markRows(rows: Uint32Array, locals: Uint16Array, kept: Uint32Array): void {
  const at = lend(rows, 0)
  native.markRows(at, lend(locals, 1), lend(kept, 2), kept.length)
  giveBack(rows, at)
}

/** Adds 1 to the count of the row of each entry in `kept`. */
export function countRows(counts: Uint32Array, locals: Uint16Array, kept: Uint32Array): void {
  const at = lend(counts, 0)
  native.countRows(at, lend(locals, 1), lend(kept, 2), kept.length)
  giveBack(counts, at)
}

/** Numbers of entries: the entry, of which the lower 16 bits count, and the number. */
export type NumberCells = { entries: Uint32Array; values: Float64Array }

/** Adds to the bitset `found` each entry that has a number in a range. */
export function markBetween(found: Uint32Array, { entries, values }: NumberCells, { from, to }: ClosedRange): void {
  const at = lend(found, 0)
  native.markBetween(at, lend(entries, 1), lend(values, 2), entries.length, from, to)
  giveBack(found, at)
}

/** Entries in a row: whose they are, and when they were. */
export type TimedEntries = { locals: Uint16Array; at: Uint32Array }

/** Makes each row's time the first or the last of it and of its kept entries; rows begin with an infinite one. */
export function keepEdges(
  times: Float64Array,
  { locals, at }: TimedEntries,
  { kept, which }: { kept: Uint32Array; which: 'first' | 'last' },
): void {
  const place = lend(times, 0)
  native.edgeTimes(place, lend(locals, 1), lend(at, 2), lend(kept, 3), kept.length, Number(which === 'last'))
  giveBack(times, place)
}

/** What rows have: their numbers folded into one, and how many there were. */
export type Folded = { numbers: Float64Array; amounts: Uint32Array }

/** Sums are in millionths and whole. */
export type Fold = 'sum' | 'min' | 'max'

const FOLDS: Record<Fold, number> = { sum: 0, min: 1, max: 2 }

/** Which numbers to fold: those of entries of a block that are in `kept`, of rows that are in `asked`. */
export type FoldedEntries = {
  asked: Uint32Array
  kept: Uint32Array
  locals: Uint16Array
  cells: NumberCells
  fold: Fold
}

/** Folds numbers into their rows and answers how many it looked at: not all when a sum would be too large to be exact. */
export function foldNumbers({ numbers, amounts }: Folded, entries: FoldedEntries): number {
  const { asked, kept, locals, cells, fold } = entries
  const at = [lend(numbers, 0), lend(amounts, 1)] as const
  const from = [lend(asked, 2), lend(kept, 3), lend(locals, 4), lend(cells.entries, 5), lend(cells.values, 6)]
  const done = native.foldNumbers(...at, ...from, cells.entries.length, FOLDS[fold])
  giveBack(numbers, at[0])
  giveBack(amounts, at[1])
  return done
}
