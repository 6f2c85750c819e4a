import type { Lowering } from '@rollcall/filters'
import { countBits } from '../kernels/bits.ts'
import type { ProjectTable } from '../table/project-table.ts'

/** How many rows of one table match each of these. */
export function counts(table: ProjectTable, lowerings: Lowering[]): number[] {
  const totals = lowerings.map(() => 0)
  table.scanEach(lowerings, (_chunkNo, sets) => {
    for (let at = 0; at < sets.length; at++) totals[at] += countBits(sets[at])
  })
  return totals
}
