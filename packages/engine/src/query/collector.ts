import type { WordPool } from '../memory/word-pool.ts'

/** What a row is sorted by: its number, its text, its choices in order, or null when it has none. */
export type SortKey = number | string | readonly string[] | null

/** A row with what it is sorted by. */
export type SortedRow = { rowNo: number; key: SortKey }

/** Takes matching rows in any order and keeps the first ones of a sort order. */
export type Collector = {
  /** Offers the rows of a bitset. */
  take(chunkNo: number, words: Uint32Array): void
  /** The first rows in order. */
  list(): SortedRow[]
}

/** Which rows a collector keeps: the first `limit` behind `after`. */
export type CollectorOptions = { isDescending: boolean; limit: number; after?: SortedRow; pool: WordPool }
