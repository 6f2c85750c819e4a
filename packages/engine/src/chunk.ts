/** Rows per chunk: the unit of storage, of growth (nothing larger is ever copied) and of distribution over shards. */
export const CHUNK_ROWS = 65_536

/** 32-bit words in a bitset over one chunk. */
export const CHUNK_WORDS = CHUNK_ROWS / 32

/** The largest row number; row numbers fit in 32 unsigned bits. */
export const MAX_ROW_NO = 0xffff_ffff

/** The chunk that holds a row. */
export function toChunkNo(rowNo: number): number {
  return rowNo >>> 16
}

/** A row's place inside its chunk. */
export function toLocal(rowNo: number): number {
  return rowNo & 0xffff
}

/** The row number of a place inside a chunk. */
export function toRowNo(chunkNo: number, local: number): number {
  return chunkNo * CHUNK_ROWS + local
}
