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
