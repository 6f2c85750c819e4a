/** Sets `target` to its intersection with `other`. */
export function andInto(target: usize, other: usize, words: usize): void {
  const end = target + (words << 2)
  for (; target + 16 <= end; target += 16, other += 16) {
    v128.store(target, v128.and(v128.load(target), v128.load(other)))
  }
  for (; target < end; target += 4, other += 4) store<u32>(target, load<u32>(target) & load<u32>(other))
}

/** Adds the rows of `other` to `target`. */
export function orInto(target: usize, other: usize, words: usize): void {
  const end = target + (words << 2)
  for (; target + 16 <= end; target += 16, other += 16) {
    v128.store(target, v128.or(v128.load(target), v128.load(other)))
  }
  for (; target < end; target += 4, other += 4) store<u32>(target, load<u32>(target) | load<u32>(other))
}

/** Takes the rows of `other` out of `target`. */
export function andNotInto(target: usize, other: usize, words: usize): void {
  const end = target + (words << 2)
  for (; target + 16 <= end; target += 16, other += 16) {
    v128.store(target, v128.andnot(v128.load(target), v128.load(other)))
  }
  for (; target < end; target += 4, other += 4) store<u32>(target, load<u32>(target) & ~load<u32>(other))
}

/** How many bits are set: the processor counts 64 at once, which no sequence of vector instructions beats. */
export function countBits(at: usize, words: usize): u32 {
  const end = at + (words << 2)
  let even: u64 = 0
  let odd: u64 = 0
  for (; at + 16 <= end; at += 16) {
    even += popcnt<u64>(load<u64>(at))
    odd += popcnt<u64>(load<u64>(at, 8))
  }
  for (; at < end; at += 4) even += popcnt<u32>(load<u32>(at))
  return u32(even + odd)
}

/** 1 when no bit is set. */
export function isZero(at: usize, words: usize): u32 {
  const end = at + (words << 2)
  for (; at + 64 <= end; at += 64) {
    const low = v128.or(v128.load(at), v128.load(at, 16))
    if (v128.any_true(v128.or(low, v128.or(v128.load(at, 32), v128.load(at, 48))))) return 0
  }
  for (; at < end; at += 4) if (load<u32>(at) !== 0) return 0
  return 1
}

/**
 * Writes the places of the set bits, ascending, as 16 bits each, and answers how many there are; `locals` has room for
 * 32 per word.
 *
 * Four at a time, needed or not: how many bits a word has cannot be foreseen, and a wrong guess costs as much as ten.
 */
export function listBits(at: usize, words: usize, locals: usize): u32 {
  let out = locals
  for (let w: u32 = 0; w < u32(words); w++) {
    let bits = load<u32>(at + (w << 2))
    const end = out + (popcnt(bits) << 1)
    for (let four = out; four < end || four === out; four += 8) {
      store<u16>(four, (w << 5) + ctz(bits))
      bits &= bits - 1
      store<u16>(four, (w << 5) + ctz(bits), 2)
      bits &= bits - 1
      store<u16>(four, (w << 5) + ctz(bits), 4)
      bits &= bits - 1
      store<u16>(four, (w << 5) + ctz(bits), 6)
      bits &= bits - 1
    }
    out = end
  }
  return u32((out - locals) >> 1)
}

/** Sets the bits at these places, given as 16 bits each. */
export function setPlaces(at: usize, locals: usize, count: usize): void {
  for (const end = locals + (count << 1); locals < end; locals += 2) {
    const local = u32(load<u16>(locals))
    const word = at + ((local >> 5) << 2)
    store<u32>(word, load<u32>(word) | (1 << (local & 31)))
  }
}

/** Copies bytes; JavaScript copies shared memory several times slower. */
export function copyTo(target: usize, source: usize, sizeBytes: usize): void {
  memory.copy(target, source, sizeBytes)
}

/** Sets each byte; JavaScript fills shared memory several times slower. */
export function fillWith(target: usize, byte: u32, sizeBytes: usize): void {
  memory.fill(target, u8(byte), sizeBytes)
}

/** Sets so many doubles. */
export function fillF64(at: usize, value: f64, count: usize): void {
  const pair = f64x2.splat(value)
  const end = at + (count << 3)
  for (; at + 16 <= end; at += 16) v128.store(at, pair)
  if (at < end) store<f64>(at, value)
}

/** Sets so many 32-bit numbers. */
export function fillU32(at: usize, value: u32, count: usize): void {
  const four = i32x4.splat(value)
  const end = at + (count << 2)
  for (; at + 16 <= end; at += 16) v128.store(at, four)
  for (; at < end; at += 4) store<u32>(at, value)
}
