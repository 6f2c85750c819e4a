/** Below this many rows to look at among 32, they are visited one by one. */
const FEW_ROWS: u32 = 12

/**
 * Keeps the rows whose 8-bit code is in a set of 256 bits, sixteen at a time.
 *
 * A byte is split into its halves: the low half chooses, in two tables, which high halves are allowed with it (one bit
 * each, 0 to 7 and 8 to 15); the high half chooses the bit to look at.
 */
export function keepAllowed8(words: usize, codes: usize, rows: usize, allowed: usize): void {
  const low = highHalves(allowed, 0)
  const high = highHalves(allowed, 8)
  const bitOf = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128)
  const half = i8x16.splat(15)
  for (const end = codes + rows; codes < end; codes += 32, words += 4) {
    const mask = load<u32>(words)
    if (mask === 0) continue
    let bits: u32 = 0
    for (let i: u32 = 0; i < 32; i += 16) {
      const code = v128.load(codes + i)
      const place = v128.and(code, half)
      // A shift with its sign copies the highest bit, which says which of the tables holds, over the whole byte.
      const table = v128.bitselect(i8x16.swizzle(high, place), i8x16.swizzle(low, place), i8x16.shr_s(code, 7))
      const bit = i8x16.swizzle(bitOf, i8x16.shr_u(code, 4))
      bits |= u32(i8x16.bitmask(i8x16.eq(v128.and(table, bit), bit))) << i
    }
    store<u32>(words, mask & bits)
  }
}

/** For each low half of a byte, the allowed high halves from `first` to `first + 7`. */
function highHalves(allowed: usize, first: u32): v128 {
  const at = memory.data(16)
  for (let low: u32 = 0; low < 16; low++) {
    let bits: u32 = 0
    for (let high: u32 = 0; high < 8; high++) bits |= allows(allowed, ((first + high) << 4) | low) << high
    store<u8>(at + low, bits)
  }
  return v128.load(at)
}

function allows(allowed: usize, code: u32): u32 {
  // A shift looks at the lowest five bits of its distance only.
  return (load<u32>(allowed + ((code >> 5) << 2)) >> code) & 1
}

/** Keeps the rows whose 16-bit code has its bit set in `allowed`. */
export function keepAllowed16(words: usize, codes: usize, rows: usize, allowed: usize): void {
  for (const end = codes + (rows << 1); codes < end; codes += 64, words += 4) {
    const mask = load<u32>(words)
    if (mask === 0) continue
    let bits: u32 = 0
    if (popcnt(mask) < FEW_ROWS) {
      for (let left = mask; left !== 0; left &= left - 1) {
        const row = ctz(left)
        bits |= allows(allowed, load<u16>(codes + (row << 1))) << row
      }
    } else {
      for (let row: u32 = 0; row < 32; row += 4) {
        const at = codes + (row << 1)
        bits |=
          (allows(allowed, load<u16>(at)) |
            (allows(allowed, load<u16>(at, 2)) << 1) |
            (allows(allowed, load<u16>(at, 4)) << 2) |
            (allows(allowed, load<u16>(at, 6)) << 3)) <<
          row
      }
    }
    store<u32>(words, mask & bits)
  }
}

/** Keeps the rows whose 32-bit code has its bit set in `allowed`. */
export function keepAllowed32(words: usize, codes: usize, rows: usize, allowed: usize): void {
  for (const end = codes + (rows << 2); codes < end; codes += 128, words += 4) {
    const mask = load<u32>(words)
    if (mask === 0) continue
    let bits: u32 = 0
    if (popcnt(mask) < FEW_ROWS) {
      for (let left = mask; left !== 0; left &= left - 1) {
        const row = ctz(left)
        bits |= allows(allowed, load<u32>(codes + (row << 2))) << row
      }
    } else {
      for (let row: u32 = 0; row < 32; row += 4) {
        const at = codes + (row << 2)
        bits |=
          (allows(allowed, load<u32>(at)) |
            (allows(allowed, load<u32>(at, 4)) << 1) |
            (allows(allowed, load<u32>(at, 8)) << 2) |
            (allows(allowed, load<u32>(at, 12)) << 3)) <<
          row
      }
    }
    store<u32>(words, mask & bits)
  }
}

/** Keeps the rows whose 8-bit code is one of a few, which are given as 32 bits each. */
export function keepFew8(words: usize, codes: usize, rows: usize, few: usize, count: usize): void {
  const fewEnd = few + (count << 2)
  for (const end = codes + rows; codes < end; codes += 32, words += 4) {
    const mask = load<u32>(words)
    if (mask === 0) continue
    const a = v128.load(codes)
    const b = v128.load(codes, 16)
    let low = i8x16.splat(0)
    let high = low
    for (let each = few; each < fewEnd; each += 4) {
      const code = i8x16.splat(i8(load<u32>(each)))
      low = v128.or(low, i8x16.eq(a, code))
      high = v128.or(high, i8x16.eq(b, code))
    }
    store<u32>(words, mask & (u32(i8x16.bitmask(low)) | (u32(i8x16.bitmask(high)) << 16)))
  }
}

/** Keeps the rows whose 16-bit code is one of a few, which are given as 32 bits each. */
export function keepFew16(words: usize, codes: usize, rows: usize, few: usize, count: usize): void {
  const fewEnd = few + (count << 2)
  for (const end = codes + (rows << 1); codes < end; codes += 64, words += 4) {
    const mask = load<u32>(words)
    if (mask === 0) continue
    const a = v128.load(codes)
    const b = v128.load(codes, 16)
    const c = v128.load(codes, 32)
    const d = v128.load(codes, 48)
    let low = i8x16.splat(0)
    let high = low
    for (let each = few; each < fewEnd; each += 4) {
      const code = i16x8.splat(i16(load<u32>(each)))
      low = v128.or(low, i8x16.narrow_i16x8_s(i16x8.eq(a, code), i16x8.eq(b, code)))
      high = v128.or(high, i8x16.narrow_i16x8_s(i16x8.eq(c, code), i16x8.eq(d, code)))
    }
    store<u32>(words, mask & (u32(i8x16.bitmask(low)) | (u32(i8x16.bitmask(high)) << 16)))
  }
}

/** Keeps the rows whose 32-bit code is one of a few. */
export function keepFew32(words: usize, codes: usize, rows: usize, few: usize, count: usize): void {
  const fewEnd = few + (count << 2)
  for (const end = codes + (rows << 2); codes < end; codes += 128, words += 4) {
    const mask = load<u32>(words)
    if (mask === 0) continue
    let bits: u32 = 0
    for (let i: u32 = 0; i < 32; i += 16) {
      const at = codes + (i << 2)
      let found = i8x16.splat(0)
      for (let each = few; each < fewEnd; each += 4) {
        const code = i32x4.splat(load<u32>(each))
        const low = i16x8.narrow_i32x4_s(i32x4.eq(v128.load(at), code), i32x4.eq(v128.load(at, 16), code))
        const high = i16x8.narrow_i32x4_s(i32x4.eq(v128.load(at, 32), code), i32x4.eq(v128.load(at, 48), code))
        found = v128.or(found, i8x16.narrow_i16x8_s(low, high))
      }
      bits |= u32(i8x16.bitmask(found)) << i
    }
    store<u32>(words, mask & bits)
  }
}
