import type { Lowering } from '@rollcall/filters'
import { CHUNK_WORDS, toChunkNo, toLocal } from '../chunk.ts'
import { isZero } from '../kernels/bits.ts'
import type { ProjectTable } from '../table/project-table.ts'

/** Whether one row matches. */
export function matches(table: ProjectTable, lowering: Lowering, rowNo: number): boolean {
  const only = new Uint32Array(CHUNK_WORDS)
  only[toLocal(rowNo) >>> 5] = 1 << (rowNo & 31)
  let isMatch = false
  const visit = (_chunkNo: number, words: Uint32Array) => {
    isMatch = !isZero(words)
  }
  table.scan(lowering, visit, { chunkNos: [toChunkNo(rowNo)], mask: () => only })
  return isMatch
}
