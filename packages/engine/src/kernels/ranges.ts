/** Two bounds that belong to what they enclose. */
export type ClosedRange = { from: number; to: number }

/** Keeps in `words` the rows whose number lies in the range; NaN is missing, and so is everything past the end. */
export function keepBetweenF64(words: Uint32Array, values: Float64Array, { from, to }: ClosedRange): void {
  const end = values.length >>> 5
  for (let w = 0; w < end; w++) {
    if (words[w] === 0) continue
    let bits = 0
    for (let i = 0; i < 32; i += 4) {
      const p = (w << 5) + i
      const a = values[p]
      const b = values[p + 1]
      const c = values[p + 2]
      const d = values[p + 3]
      // Number() instead of a condition: branches on random data cost three times as much.
      bits |=
        ((Number(a >= from) & Number(a <= to)) |
          ((Number(b >= from) & Number(b <= to)) << 1) |
          ((Number(c >= from) & Number(c <= to)) << 2) |
          ((Number(d >= from) & Number(d <= to)) << 3)) <<
        i
    }
    words[w] &= bits
  }
  words.fill(0, end)
}

/** The same for days; the caller keeps the missing day (the smallest int32) out of the range. */
export function keepBetweenI32(words: Uint32Array, values: Int32Array, { from, to }: ClosedRange): void {
  const end = values.length >>> 5
  for (let w = 0; w < end; w++) {
    if (words[w] === 0) continue
    let bits = 0
    for (let i = 31; i >= 0; i--) {
      const value = values[(w << 5) + i]
      bits = (bits << 1) | (Number(value >= from) & Number(value <= to))
    }
    words[w] &= bits
  }
  words.fill(0, end)
}

/** The same for seconds; the caller gives whole bounds that fit. */
export function keepBetweenU32(words: Uint32Array, values: Uint32Array, { from, to }: ClosedRange): void {
  const end = values.length >>> 5
  for (let w = 0; w < end; w++) {
    if (words[w] === 0) continue
    let bits = 0
    for (let i = 31; i >= 0; i--) {
      const value = values[(w << 5) + i]
      bits = (bits << 1) | (Number(value >= from) & Number(value <= to))
    }
    words[w] &= bits
  }
  words.fill(0, end)
}

/** Keeps the rows whose day is allowed by `table`, which begins with `firstDay`. */
export function keepDays(words: Uint32Array, days: Int32Array, { table, firstDay }: DayTable): void {
  const end = days.length >>> 5
  for (let w = 0; w < end; w++) {
    if (words[w] === 0) continue
    let bits = 0
    for (let i = 31; i >= 0; i--) {
      const place = days[(w << 5) + i] - firstDay
      bits = (bits << 1) | (place >= 0 && place < table.length ? table[place] : 0)
    }
    words[w] &= bits
  }
  words.fill(0, end)
}

/** 1 for each allowed day from `firstDay` on. */
export type DayTable = { table: Uint8Array; firstDay: number }

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
export function isInAny(value: number, { from, to }: RangeList): boolean {
  let low = 0
  let high = from.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (from[middle] <= value) low = middle + 1
    else high = middle
  }
  return low > 0 && value <= to[low - 1]
}
