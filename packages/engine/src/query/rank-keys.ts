import { ALLOWED_WORDS_MIN, type CodeArray, keepAllowed } from '../kernels/codes.ts'
import type { ClosedRange } from '../kernels/ranges.ts'
import { type ChunkKeys, MISSING, type SortKeys } from './key-collector.ts'
import type { TextRanks } from './text-ranks.ts'

/** Where a chunk's codes are, and how their texts rank. */
export type RankSource = { find(chunkNo: number): CodeArray | undefined; ranks: TextRanks }

const NOTHING = new Uint8Array(0)

/** Rows sorted by a text in the order of the root collation. */
export function rankKeys({ find, ranks }: RankSource, isDescending: boolean): SortKeys {
  const sign = isDescending ? -1 : 1
  const rankOf = ranks.get()
  const allowedIn = createAllowed(ranks)
  const keysOf = (codes: CodeArray): ChunkKeys => ({
    keyOf(local) {
      const code = local < codes.length ? codes[local] : 0
      return code === 0 ? MISSING : rankOf[code] * sign
    },
    narrow(words, local, range) {
      const { from, to } = sign > 0 ? range : { from: -range.to, to: -range.from }
      keepAllowed(words, codes.subarray(local, local + 32 * words.length), allowedIn({ from, to }))
    },
  })
  return {
    toKey: (value) => (typeof value === 'string' ? ranks.rankOf(value) * sign : MISSING),
    toValue: (key) => (key === MISSING ? null : ranks.text(key * sign)),
    of: (chunkNo) => keysOf(find(chunkNo) ?? NOTHING),
  }
}

/**
 * Gives the codes in a range of ranks as bits, and some more as long as they are not twice as many. The range becomes smaller
 * from call to call, but for the last rank of all: of rows that have it some may come later that stand before those so far.
 */
function createAllowed(ranks: TextRanks): (range: ClosedRange) => Uint32Array {
  let allowed: Uint32Array | undefined
  let allowedCount = 0
  let isOf: ClosedRange = { from: 0, to: 0 }
  return (range) => {
    const codes = ranks.codesIn(range)
    const isInside = range.from >= isOf.from && range.to <= isOf.to
    if (allowed && isInside && allowedCount < 2 * codes.length) return allowed
    isOf = range
    allowed = new Uint32Array(Math.max(ALLOWED_WORDS_MIN, (ranks.get().length + 31) >>> 5))
    for (const code of codes) allowed[code >>> 5] |= 1 << (code & 31)
    allowedCount = codes.length
    return allowed
  }
}
