import type { Lowering } from '@rollcall/filters'
import { CHUNK_WORDS } from '../chunk.ts'
import { isZero } from '../kernels/bits.ts'
import { RowBitmap } from '../rows/row-bitmap.ts'
import type { ProjectTable } from '../table/project-table.ts'

/** Bitsets of whole chunks, one after the other, for the chunks that have any rows. */
export type ChunkBitsets = { chunkNos: Uint32Array; words: Uint32Array }

/** The matching rows of one table. */
export function members(table: ProjectTable, lowering: Lowering): ChunkBitsets {
  const chunkNos: number[] = []
  const words = new Uint32Array(table.alive.chunkNos.length * CHUNK_WORDS)
  table.scan(lowering, (chunkNo, found) => {
    if (isZero(found)) return
    words.set(found, chunkNos.length * CHUNK_WORDS)
    chunkNos.push(chunkNo)
  })
  return { chunkNos: Uint32Array.from(chunkNos), words: words.slice(0, chunkNos.length * CHUNK_WORDS) }
}

/** The rows of several shards as one bitmap. */
export function toRowBitmap(parts: ChunkBitsets[]): RowBitmap {
  const chunks = parts.flatMap(({ chunkNos, words }) =>
    Array.from(chunkNos, (chunkNo, at): [number, Uint32Array] => {
      return [chunkNo, words.subarray(at * CHUNK_WORDS, (at + 1) * CHUNK_WORDS)]
    }),
  )
  return RowBitmap.ofChunks(chunks)
}
