import { giveBack, lend, lendTable, native } from './native.ts'

/** Two bounds that belong to what they enclose. */
export type ClosedRange = { from: number; to: number }

/** Keeps in `words` the rows whose number lies in the range; NaN is missing, and so is everything past the end. */
export function keepBetweenF64(words: Uint32Array, values: Float64Array, { from, to }: ClosedRange): void {
  const at = lend(words, 0)
  native.keepBetweenF64(at, lend(values, 1), values.length, from, to)
  giveBack(words, at)
  clearFrom(words, values.length)
}

/** The same for whole numbers and days; the caller gives whole bounds that fit and leaves the missing one out. */
export function keepBetweenI32(words: Uint32Array, values: Int32Array, range: ClosedRange): void {
  keepBetween32(words, values, range)
}

/** The same for seconds and counts; the caller gives whole bounds that fit. */
export function keepBetweenU32(words: Uint32Array, values: Uint32Array, range: ClosedRange): void {
  keepBetween32(words, values, range)
}

function keepBetween32(words: Uint32Array, values: Int32Array | Uint32Array, { from, to }: ClosedRange): void {
  const at = lend(words, 0)
  native.keepBetween32(at, lend(values, 1), values.length, from, to - from)
  giveBack(words, at)
  clearFrom(words, values.length)
}

function clearFrom(words: Uint32Array, row: number): void {
  if (row >>> 5 < words.length) words.fill(0, row >>> 5)
}

/** Keeps the rows whose whole number or day has its bit set in the table. */
export function keepDays(words: Uint32Array, values: Int32Array, { allowed, first, last }: DayTable): void {
  const at = lend(words, 0)
  native.keepAllowedFrom(at, lend(values, 1), values.length, first, last - first, lendTable(allowed))
  giveBack(words, at)
  clearFrom(words, values.length)
}

/** A bit for each number from `first` to `last`. */
export type DayTable = { allowed: Uint32Array; first: number; last: number }

/** Keeps the rows whose number lies in one of these ranges, which ascend and do not overlap. */
export function keepInAny(words: Uint32Array, values: Float64Array | Int32Array, ranges: RangeList): void {
  const end = values.length >>> 5
  for (let w = 0; w < end; w++) {
    if (words[w] === 0) continue
    let bits = 0
    for (let i = 31; i >= 0; i--) bits = (bits << 1) | Number(isInAny(values[(w << 5) + i], ranges))
    words[w] &= bits
  }
  words.fill(0, end)
}

/** Closed ranges that ascend and do not overlap. */
export type RangeList = { from: Float64Array; to: Float64Array }

/** Whether a number lies in one of the ranges. */
function isInAny(value: number, { from, to }: RangeList): boolean {
  let low = 0
  let high = from.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (from[middle] <= value) low = middle + 1
    else high = middle
  }
  return low > 0 && value <= to[low - 1]
}
