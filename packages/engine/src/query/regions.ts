import type { Lowering } from '@rollcall/filters'
import { countBits } from '../kernels/bits.ts'
import type { ProjectTable } from '../table/project-table.ts'

/** 2^10 regions are what one pass counts without a thought; nobody reads a picture of more. */
export const MOST_OVERLAPPING = 10

/** How many rows of one table match exactly these lowerings and no other: bit i of a place stands for the i-th one. */
export function regions(table: ProjectTable, lowerings: Lowering[]): Float64Array {
  const counts = new Float64Array(2 ** lowerings.length)
  const word = new Uint32Array(1)
  table.scanEach(lowerings, (_chunkNo, sets) => {
    for (let w = 0; w < (sets[0]?.length ?? 0); w++) split(w, 0, { rows: anyOf(sets, w), region: 0 })
    /** Counts the rows of one word, halved by one set after the other, so that empty halves cost nothing. */
    function split(w: number, at: number, { rows, region }: { rows: number; region: number }): void {
      if (rows === 0) return
      if (at === sets.length) {
        word[0] = rows
        counts[region] += countBits(word)
        return
      }
      split(w, at + 1, { rows: rows & sets[at][w], region: region | (1 << at) })
      split(w, at + 1, { rows: rows & ~sets[at][w], region })
    }
  })
  return counts
}

function anyOf(sets: Uint32Array[], w: number): number {
  let any = 0
  for (let at = 0; at < sets.length; at++) any |= sets[at][w]
  return any
}
