import { countBits, listBits } from './bits'

/** Words of a bitset whose entries are listed at once: their places fit into the nearest cache. */
const LISTED_WORDS: usize = 64
const places = heap.alloc(LISTED_WORDS << 6)

/** From this many entries among those of so many words on, listing them first costs more than it saves. */
const DENSE: u32 = 1_024

/** Adds to `rows` the row of each entry in the bitset `kept`; `locals` has the rows of its entries, 16 bits each. */
export function markRows(rows: usize, locals: usize, kept: usize, words: usize): void {
  for (let first: usize = 0; first < words; first += LISTED_WORDS) {
    const block = kept + (first << 2)
    const length = min(LISTED_WORDS, words - first)
    if (countBits(block, length) < DENSE) setPlacesOf(rows, locals + (first << 6), listBits(block, length, places))
    else markDense(rows, locals + (first << 6), block, length)
  }
}

function setPlacesOf(rows: usize, locals: usize, count: u32): void {
  for (let at = places, end = places + (count << 1); at < end; at += 2) {
    const local = u32(load<u16>(locals + (usize(load<u16>(at)) << 1)))
    const word = rows + ((local >> 5) << 2)
    store<u32>(word, load<u32>(word) | (1 << (local & 31)))
  }
}

/** Entries ascend by row, so one word takes many of them before it is written. */
function markDense(rows: usize, locals: usize, kept: usize, words: usize): void {
  let word: u32 = 0
  let bits: u32 = 0
  for (const end = kept + (words << 2); kept < end; kept += 4, locals += 64) {
    for (let left = load<u32>(kept); left !== 0; left &= left - 1) {
      const local = u32(load<u16>(locals + (ctz(left) << 1)))
      if (local >> 5 !== word) {
        store<u32>(rows + (word << 2), load<u32>(rows + (word << 2)) | bits)
        word = local >> 5
        bits = 0
      }
      bits |= 1 << (local & 31)
    }
  }
  store<u32>(rows + (word << 2), load<u32>(rows + (word << 2)) | bits)
}

/** Adds 1 to the 32-bit count of the row of each entry in the bitset `kept`. */
export function countRows(counts: usize, locals: usize, kept: usize, words: usize): void {
  for (let first: usize = 0; first < words; first += LISTED_WORDS) {
    const block = kept + (first << 2)
    const length = min(LISTED_WORDS, words - first)
    if (countBits(block, length) < DENSE) countPlaces(counts, locals + (first << 6), listBits(block, length, places))
    else countDense(counts, locals + (first << 6), block, length)
  }
}

function countPlaces(counts: usize, locals: usize, count: u32): void {
  for (let at = places, end = places + (count << 1); at < end; at += 2) {
    const row = counts + (usize(load<u16>(locals + (usize(load<u16>(at)) << 1))) << 2)
    store<u32>(row, load<u32>(row) + 1)
  }
}

function countDense(counts: usize, locals: usize, kept: usize, words: usize): void {
  for (const end = kept + (words << 2); kept < end; kept += 4, locals += 64) {
    for (let left = load<u32>(kept); left !== 0; left &= left - 1) {
      const row = counts + (usize(load<u16>(locals + (ctz(left) << 1))) << 2)
      store<u32>(row, load<u32>(row) + 1)
    }
  }
}

/** Sets the bit of each entry of a block that has a number in a closed range; `entries` has their places, 32 bits each. */
export function markBetween(found: usize, entries: usize, values: usize, count: usize, from: f64, to: f64): void {
  for (const end = entries + (count << 2); entries < end; entries += 4, values += 8) {
    const entry = load<u32>(entries) & 0xffff
    const value = load<f64>(values)
    const word = found + ((entry >> 5) << 2)
    store<u32>(word, load<u32>(word) | ((u32(value >= from) & u32(value <= to)) << (entry & 31)))
  }
}

/**
 * Raises the time of each kept entry's row to that of the entry, or lowers it; rows begin with an infinite one.
 *
 * Vector instructions for one number, because they choose without a branch: which of two times is later cannot be foreseen.
 */
export function edgeTimes(times: usize, locals: usize, at: usize, kept: usize, words: usize, isLast: u32): void {
  for (let first: usize = 0; first < words; first += LISTED_WORDS) {
    const count = listBits(kept + (first << 2), min(LISTED_WORDS, words - first), places)
    for (let each = places, end = places + (count << 1); each < end; each += 2) {
      const entry = (first << 5) + load<u16>(each)
      const row = times + (usize(load<u16>(locals + (entry << 1))) << 3)
      const time = f64x2.splat(f64(load<u32>(at + (entry << 2))))
      const held = v128.load64_zero(row)
      v128.store64_lane(row, isLast !== 0 ? f64x2.pmax(held, time) : f64x2.pmin(held, time), 0)
    }
  }
}

const SUM: u32 = 0
const LEAST: u32 = 1
const PER_UNIT: f64 = 1_000_000
/** Whole numbers up to this are exact as doubles. */
const EXACT_MAX: f64 = 9_007_199_254_740_991

/** How many numbers are chosen before those are folded: their places fit into the nearest cache. */
const AT_ONCE: u32 = 2_048
const chosen = heap.alloc(AT_ONCE << 2)

/**
 * Folds numbers of kept entries into what their rows have, and counts them in `amounts`; `entries` has the place of each
 * number's entry within `locals`, of which the lower 16 bits are its place in `kept`. Sums are in millionths. Answers how
 * many numbers were looked at: fewer than `count` when a sum would not be exact.
 */
export function foldNumbers(
  numbers: usize,
  amounts: usize,
  asked: usize,
  kept: usize,
  locals: usize,
  entries: usize,
  values: usize,
  count: u32,
  fold: u32,
): u32 {
  for (let from: u32 = 0; from < count; from += AT_ONCE) {
    const chosenEnd = choose(asked, kept, locals, entries, from, min(count, from + AT_ONCE))
    for (let at = chosen; at < chosenEnd; at += 4) {
      const i = load<u32>(at)
      const value = load<f64>(values + (i << 3))
      const local = usize(load<u16>(locals + (load<u32>(entries + (i << 2)) << 1)))
      const row = numbers + (local << 3)
      const held = load<f64>(row)
      let folded: f64
      if (fold === SUM) {
        folded = held + toMicros(value)
        if (!(abs(folded) <= EXACT_MAX)) return i
      } else folded = fold === LEAST ? min(held, value) : max(held, value)
      store<f64>(row, folded)
      const amount = amounts + (local << 2)
      store<u32>(amount, load<u32>(amount) + 1)
    }
  }
  return count
}

/**
 * Lists the numbers of kept entries of rows that are asked about, without a branch, because nobody can foresee which they
 * are. What other rows were left with may be no number that can be added to.
 */
function choose(asked: usize, kept: usize, locals: usize, entries: usize, from: u32, to: u32): usize {
  let out = chosen
  for (let i = from; i < to; i++) {
    const entry = load<u32>(entries + (i << 2))
    store<u32>(out, i)
    out += (bit(kept, entry & 0xffff) & bit(asked, load<u16>(locals + (entry << 1)))) << 2
  }
  return out
}

function bit(words: usize, place: u32): u32 {
  return (load<u32>(words + ((place >> 5) << 2)) >> place) & 1
}

/** In millionths, rounded half away from zero; what a sum may hold is small enough for this to be exact. */
function toMicros(value: f64): f64 {
  const product = value * PER_UNIT
  const whole = trunc(product)
  return whole + copysign<f64>(f64(u32(abs(product - whole) >= 0.5)), product)
}
