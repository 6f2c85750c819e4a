/*
 * A pattern, as src/text/similar-pattern.ts writes it: how many other letters and how many needles there are; five
 * needles (place, bytes, letters before it in the word); the mask of each ASCII letter; those of others, with the letter.
 */
const NEEDLES: usize = 8
const NEEDLE_BYTES: usize = 16
const MASKS: usize = NEEDLES + 5 * NEEDLE_BYTES
const OTHERS: usize = MASKS + 128 * 8

/**
 * Marks the texts of a page of which some word begins like a pattern with at most `typos` (1 or 2) typos: sets bit
 * `firstCode + entry` of `table`. The texts stand as `markTexts` has them, the zero byte before the first one at `at`.
 *
 * Typos leave one of the needles whole, whatever they are. Sixteen places at a time are compared with the needles' first
 * and last bytes; only where a whole needle stands, the letters of the word around it are gone through.
 */
export function markSimilar(
  page: usize,
  at: usize,
  end: usize,
  pattern: usize,
  letters: u32,
  typos: i32,
  ends: usize,
  entry: u32,
  table: usize,
  firstCode: u32,
): void {
  const stop = page + end
  const l0 = lastOf(pattern, 0)
  const l1 = lastOf(pattern, 1)
  const l2 = lastOf(pattern, 2)
  const l3 = lastOf(pattern, 3)
  const l4 = lastOf(pattern, 4)
  const a0 = byteOf(pattern, 0, 0)
  const a1 = byteOf(pattern, 1, 0)
  const a2 = byteOf(pattern, 2, 0)
  const a3 = byteOf(pattern, 3, 0)
  const a4 = byteOf(pattern, 4, 0)
  const b0 = byteOf(pattern, 0, l0)
  const b1 = byteOf(pattern, 1, l1)
  const b2 = byteOf(pattern, 2, l2)
  const b3 = byteOf(pattern, 3, l3)
  const b4 = byteOf(pattern, 4, l4)
  const reach = 16 + max(max(l0, l1), max(l2, max(l3, l4)))
  for (let from = page + at + 1; from < stop; from += 16) {
    // Fewer places are left at the end: all of them are looked at.
    let found: u32 = stop - from >= 16 ? 0xffff : (1 << u32(stop - from)) - 1
    if (from + reach <= stop) {
      const bytes = v128.load(from)
      let stands = v128.and(i8x16.eq(bytes, a0), i8x16.eq(v128.load(from + l0), b0))
      stands = v128.or(stands, v128.and(i8x16.eq(bytes, a1), i8x16.eq(v128.load(from + l1), b1)))
      stands = v128.or(stands, v128.and(i8x16.eq(bytes, a2), i8x16.eq(v128.load(from + l2), b2)))
      stands = v128.or(stands, v128.and(i8x16.eq(bytes, a3), i8x16.eq(v128.load(from + l3), b3)))
      stands = v128.or(stands, v128.and(i8x16.eq(bytes, a4), i8x16.eq(v128.load(from + l4), b4)))
      found = u32(i8x16.bitmask(stands))
    }
    for (; found !== 0; found &= found - 1) {
      const place = from + ctz(found)
      if (!isFound(place, stop, pattern, letters, typos)) continue
      // Finds ascend, so the text of the next one is this one or behind it.
      while (load<u32>(ends + (entry << 2)) < u32(place - page)) entry++
      const code = firstCode + entry
      const word = table + ((code >> 5) << 2)
      store<u32>(word, load<u32>(word) | (1 << (code & 31)))
    }
  }
}

function lastOf(pattern: usize, needle: usize): usize {
  return load<u32>(pattern + NEEDLES + needle * NEEDLE_BYTES, 4) - 1
}

function byteOf(pattern: usize, needle: usize, place: usize): v128 {
  return i8x16.splat(load<i8>(pattern + load<u32>(pattern + NEEDLES + needle * NEEDLE_BYTES) + place))
}

/** Whether a needle stands at a place, in a word that begins like the pattern. */
function isFound(place: usize, stop: usize, pattern: usize, letters: u32, typos: i32): bool {
  const count = load<u32>(pattern, 4)
  for (let needle: usize = 0; needle < count; needle++) {
    const entry = pattern + NEEDLES + needle * NEEDLE_BYTES
    const sizeBytes = load<u32>(entry, 4)
    if (place + sizeBytes > stop || !isEqual(place, pattern + load<u32>(entry), sizeBytes)) continue
    if (isAround(place, load<u32>(entry, 8), pattern, letters, typos)) return true
  }
  return false
}

function isEqual(a: usize, b: usize, sizeBytes: usize): bool {
  for (let i: usize = 0; i < sizeBytes; i++) if (load<u8>(a + i) !== load<u8>(b + i)) return false
  return true
}

/** The word begins so many letters before the place, give or take typos. */
function isAround(place: usize, before: i32, pattern: usize, letters: u32, typos: i32): bool {
  for (let gone = 0; ; gone++) {
    if (gone >= before - typos && !isLetter(load<u8>(place - 1)) && isSimilar(place, pattern, letters, typos))
      return true
    if (gone === before + typos) break
    place--
    while ((load<u8>(place) & 0xc0) === 0x80) place--
    if (isEnd(load<u8>(place))) break
  }
  return false
}

/** Of a line or of the text. */
function isEnd(byte: u32): bool {
  return byte === 10 || byte === 0
}

/** Letters and digits of ASCII, and whatever is outside it. */
function isLetter(byte: u32): bool {
  return (byte | 0x20) - 0x61 < 26 || byte - 0x30 < 10 || byte >= 0x80
}

/**
 * Whether the pattern, with typos, stands at a place where a word begins: Wu and Manber's automaton, with transpositions.
 * Bit i of `none`, `one`, `two` says that what was read can be the first i letters of the pattern with so many typos at most.
 */
function isSimilar(at: usize, pattern: usize, letters: u32, typos: u32): bool {
  if (!isLetter(load<u8>(at))) return false
  const whole: u64 = (<u64>1) << letters
  let none: u64 = 1
  let one: u64 = 3
  let two: u64 = 7
  let noneBefore: u64 = 0
  let oneBefore: u64 = 0
  let maskBefore: u64 = 0
  for (let byte: u32 = load<u8>(at); !isEnd(byte); byte = load<u8>(at)) {
    const mask = byte < 0x80 ? load<u64>(pattern + MASKS + ((<usize>byte) << 3)) : maskOf(letterAt(at, byte), pattern)
    at += byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    const turned = mask & (maskBefore >> 1)
    const newNone = (none & mask) << 1
    const newOne = ((one & mask) << 1) | none | ((none | newNone) << 1) | ((noneBefore & turned) << 2)
    const newTwo = ((two & mask) << 1) | one | ((one | newOne) << 1) | ((oneBefore & turned) << 2)
    noneBefore = none
    oneBefore = one
    maskBefore = mask
    none = newNone
    one = newOne
    two = newTwo
    const reached = typos === 1 ? one : two
    if ((reached & whole) !== 0) return true
    if (reached === 0) return false
  }
  return false
}

/** The letter outside ASCII at a place that begins with this byte. */
function letterAt(at: usize, byte: u32): u32 {
  const second: u32 = load<u8>(at, 1) & 0x3f
  if (byte < 0xe0) return ((byte & 0x1f) << 6) | second
  const third: u32 = load<u8>(at, 2) & 0x3f
  if (byte < 0xf0) return ((byte & 0x0f) << 12) | (second << 6) | third
  return ((byte & 0x07) << 18) | (second << 12) | (third << 6) | <u32>(load<u8>(at, 3) & 0x3f)
}

function maskOf(letter: u32, pattern: usize): u64 {
  const end = pattern + OTHERS + ((<usize>load<u32>(pattern)) << 4)
  for (let at = pattern + OTHERS; at < end; at += 16) if (load<u32>(at) === letter) return load<u64>(at, 8)
  return 0
}
