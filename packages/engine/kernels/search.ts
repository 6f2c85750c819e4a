/**
 * Marks the texts of a page in which a needle stands: sets bit `firstCode + entry` of `table`.
 *
 * The texts are `[at, end)`, one after the other with a zero byte between, the first of them entry `entry`; `ends` has
 * the place of each text's zero byte, counted from `page`. Sixteen places at a time are compared with the needle's first
 * and last byte; only where both stand is the rest looked at.
 */
export function markTexts(
  page: usize,
  at: usize,
  end: usize,
  needle: usize,
  needleBytes: usize,
  leadBytes: usize,
  ends: usize,
  entry: u32,
  table: usize,
  firstCode: u32,
): void {
  const first = i8x16.splat(load<i8>(needle))
  const last = i8x16.splat(load<i8>(needle + needleBytes - 1))
  const lastAt = needleBytes - 1
  const stop = page + end
  for (let from = page + at; from + lastAt < stop; from += 16) {
    let found: u32
    if (from + lastAt + 16 <= stop) {
      const begins = i8x16.eq(v128.load(from), first)
      found = u32(i8x16.bitmask(v128.and(begins, i8x16.eq(v128.load(from + lastAt), last))))
    } else {
      // Fewer than 16 places are left: all of them are looked at.
      found = (1 << u32(stop - lastAt - from)) - 1
    }
    for (; found !== 0; found &= found - 1) {
      const place = from + ctz(found)
      if (!isEqual(place, needle, needleBytes)) continue
      // Finds ascend, so the text of the next one is this one or behind it.
      while (load<u32>(ends + (entry << 2)) < u32(place - page + leadBytes)) entry++
      const code = firstCode + entry
      const word = table + ((code >> 5) << 2)
      store<u32>(word, load<u32>(word) | (1 << (code & 31)))
    }
  }
}

function isEqual(a: usize, b: usize, sizeBytes: usize): bool {
  let i: usize = 0
  for (; i + 8 <= sizeBytes; i += 8) if (load<u64>(a + i) !== load<u64>(b + i)) return false
  for (; i < sizeBytes; i++) if (load<u8>(a + i) !== load<u8>(b + i)) return false
  return true
}
