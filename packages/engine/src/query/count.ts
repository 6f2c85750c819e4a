import type { Lowering } from '@rollcall/filters'
import { countBits } from '../kernels/bits.ts'
import type { ProjectTable } from '../table/project-table.ts'

/** How many rows of one table match. */
export function count(table: ProjectTable, lowering: Lowering): number {
  let total = 0
  table.scan(lowering, (_chunkNo, words) => {
    total += countBits(words)
  })
  return total
}
