import type { Lowering } from '@rollcall/filters'
import { andNotInto, countBits, orInto } from '../kernels/bits.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { ProjectTable } from '../table/project-table.ts'

/** Who is in, and ways to get in: whoever satisfied all conditions of one would be. */
export type NearMissRequest = { members: Lowering; ways: Lowering[][] }

/** How many rows are not in and fail exactly this condition of a way, and how many fail just one of any way. */
export type NearMissCounts = { counts: number[][]; total: number }

/** The near misses of one table. */
export function nearMisses(table: ProjectTable, { members, ways }: NearMissRequest, pool: WordPool): NearMissCounts {
  const counts = ways.map((conditions) => conditions.map(() => 0))
  let total = 0
  table.scanEach([members, ...ways.flat()], (chunkNo, [inside, ...satisfied]) => {
    const outside = pool.copy(table.alive.words(chunkNo))
    andNotInto(outside, inside)
    const near = pool.take().fill(0)
    for (const [way, conditions] of inParts(satisfied, ways).entries()) {
      const failOne = failingOne(outside, conditions, pool)
      orInto(near, failOne)
      for (const [at, words] of conditions.entries()) counts[way][at] += countWithout(failOne, words, pool)
      pool.give(failOne)
    }
    total += countBits(near)
    for (const words of [outside, near]) pool.give(words)
  })
  return { counts, total }
}

/** The sum over shards. */
export function toTotalNearMisses(parts: NearMissCounts[]): NearMissCounts {
  const [first] = parts
  const sum = (of: (part: NearMissCounts) => number) => parts.reduce((total, part) => total + of(part), 0)
  return {
    counts: first.counts.map((way, at) => way.map((_, place) => sum((part) => part.counts[at][place]))),
    total: sum((part) => part.total),
  }
}

function inParts(satisfied: Uint32Array[], ways: Lowering[][]): Uint32Array[][] {
  let from = 0
  return ways.map(({ length }) => {
    from += length
    return satisfied.slice(from - length, from)
  })
}

/** Those of `rows` who satisfy all of the conditions but one. */
function failingOne(rows: Uint32Array, conditions: Uint32Array[], pool: WordPool): Uint32Array {
  const none = pool.copy(rows)
  const one = pool.take().fill(0)
  for (const words of conditions) {
    for (let w = 0; w < words.length; w++) {
      one[w] = (one[w] & words[w]) | (none[w] & ~words[w])
      none[w] &= words[w]
    }
  }
  pool.give(none)
  return one
}

function countWithout(rows: Uint32Array, words: Uint32Array, pool: WordPool): number {
  const without = pool.copy(rows)
  andNotInto(without, words)
  const count = countBits(without)
  pool.give(without)
  return count
}
