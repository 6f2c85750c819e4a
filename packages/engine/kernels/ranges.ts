/**
 * Keeps the rows whose 32-bit number is `from` or up to `span` more; signed and unsigned alike, because what is below
 * `from` wraps around to a larger difference.
 */
export function keepBetween32(words: usize, values: usize, rows: usize, from: u32, span: u32): void {
  const low = i32x4.splat(from)
  const most = i32x4.splat(span)
  for (const end = values + (rows << 2); values < end; values += 128, words += 4) {
    const mask = load<u32>(words)
    if (mask === 0) continue
    store<u32>(words, mask & (within32(values, low, most) | (within32(values + 64, low, most) << 16)))
  }
}

/** One bit for each of 16 numbers. */
function within32(at: usize, low: v128, most: v128): u32 {
  const a = i32x4.le_u(i32x4.sub(v128.load(at), low), most)
  const b = i32x4.le_u(i32x4.sub(v128.load(at, 16), low), most)
  const c = i32x4.le_u(i32x4.sub(v128.load(at, 32), low), most)
  const d = i32x4.le_u(i32x4.sub(v128.load(at, 48), low), most)
  return u32(i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d))))
}

/** Below this many rows to look at among 32, they are visited one by one. */
const FEW_ROWS: u32 = 12

/** Keeps the rows whose 32-bit number is at most `span` above `from` and has its bit, counted from `from`, in `allowed`. */
export function keepAllowedFrom(words: usize, values: usize, rows: usize, from: u32, span: u32, allowed: usize): void {
  for (const end = values + (rows << 2); values < end; values += 128, words += 4) {
    const mask = load<u32>(words)
    if (mask === 0) continue
    let bits: u32 = 0
    if (popcnt(mask) < FEW_ROWS) {
      for (let left = mask; left !== 0; left &= left - 1) {
        const row = ctz(left)
        bits |= allowsFrom(load<u32>(values + (row << 2)) - from, span, allowed) << row
      }
    } else {
      for (let row: u32 = 0; row < 32; row++) {
        bits |= allowsFrom(load<u32>(values + (row << 2)) - from, span, allowed) << row
      }
    }
    store<u32>(words, mask & bits)
  }
}

/** Without a branch: a number outside is looked up where the first one is, and then left out. */
function allowsFrom(place: u32, span: u32, allowed: usize): u32 {
  const isInside = u32(place <= span)
  const inside = place & (0 - isInside)
  return (load<u32>(allowed + ((inside >> 5) << 2)) >> inside) & isInside
}

/** Keeps the rows whose number lies in a closed range; NaN lies in none. */
export function keepBetweenF64(words: usize, values: usize, rows: usize, from: f64, to: f64): void {
  const low = f64x2.splat(from)
  const high = f64x2.splat(to)
  for (const end = values + (rows << 3); values < end; values += 256, words += 4) {
    const mask = load<u32>(words)
    if (mask === 0) continue
    store<u32>(words, mask & (within64(values, low, high) | (within64(values + 128, low, high) << 16)))
  }
}

/** One bit for each of 16 doubles. */
function within64(at: usize, low: v128, high: v128): u32 {
  const a = i16x8.narrow_i32x4_s(fourWithin(at, low, high), fourWithin(at + 32, low, high))
  const b = i16x8.narrow_i32x4_s(fourWithin(at + 64, low, high), fourWithin(at + 96, low, high))
  return u32(i8x16.bitmask(i8x16.narrow_i16x8_s(a, b)))
}

function fourWithin(at: usize, low: v128, high: v128): v128 {
  const a = v128.load(at)
  const b = v128.load(at, 16)
  const first = v128.and(f64x2.ge(a, low), f64x2.le(a, high))
  const second = v128.and(f64x2.ge(b, low), f64x2.le(b, high))
  return v128.shuffle<i32>(first, second, 0, 2, 4, 6)
}
