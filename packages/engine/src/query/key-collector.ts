import { CHUNK_WORDS, toRowNo } from '../chunk.ts'
import { toNextDown } from '../columns/next-double.ts'
import { listBits } from '../kernels/bits.ts'
import type { ClosedRange } from '../kernels/ranges.ts'
import type { Collector, CollectorOptions, SortedRow, SortKey } from './collector.ts'
import { TopRows } from './top-rows.ts'

/** What a row that has nothing is sorted by: it comes last. */
export const MISSING = Number.POSITIVE_INFINITY

/** A number for each row, ascending in the order asked for. */
export type SortKeys = {
  /** Those of a chunk, of which the rows in `words` are asked about; good until the next chunk's are asked for. */
  of(chunkNo: number, words: Uint32Array): ChunkKeys
  toKey(value: SortKey): number
  toValue(key: number): SortKey
}

/** The numbers of one chunk. */
export type ChunkKeys = {
  keyOf(local: number): number
  /** Keeps in `words`, which begin at the row `local`, those rows at most whose key may lie in the range, nobody missing among them. */
  narrow(words: Uint32Array, local: number, range: ClosedRange): void
}

/** Rows of a chunk, from its row `first` on. */
type Part = { chunkNo: number; first: number; words: Uint32Array }

/** So few rows of a chunk are looked at first: a page of them rules out most of the others. */
const FIRST_WORDS = 64

/** Keeps the first rows by a number for each, missing last, ties by row number. */
export class KeyCollector implements Collector {
  readonly #keys: SortKeys
  readonly #locals: Uint16Array
  readonly #after: { key: number; rowNo: number }
  readonly #top: TopRows

  constructor(keys: SortKeys, { after, limit, pool }: CollectorOptions) {
    this.#keys = keys
    this.#locals = pool.locals
    this.#after = after
      ? { key: keys.toKey(after.key), rowNo: after.rowNo }
      : { key: Number.NEGATIVE_INFINITY, rowNo: -1 }
    this.#top = new TopRows(limit)
  }

  take(chunkNo: number, words: Uint32Array): void {
    const keys = this.#keys.of(chunkNo, words)
    for (const [from, to] of [
      [0, FIRST_WORDS],
      [FIRST_WORDS, CHUNK_WORDS],
    ]) {
      this.#takePart(keys, { chunkNo, first: 32 * from, words: words.subarray(from, to) })
    }
  }

  list(): SortedRow[] {
    return this.#top.list().map(({ key, rowNo }) => ({ rowNo, key: this.#keys.toValue(key) }))
  }

  #takePart(keys: ChunkKeys, { chunkNo, first, words }: Part) {
    const last = this.#lastKey(toRowNo(chunkNo, first))
    if (last < MISSING) keys.narrow(words, first, { from: this.#after.key, to: last })
    const count = listBits(words, this.#locals)
    for (let i = 0; i < count; i++) {
      const local = first + this.#locals[i]
      const key = keys.keyOf(local)
      const rowNo = toRowNo(chunkNo, local)
      if (key > this.#after.key || (key === this.#after.key && rowNo > this.#after.rowNo)) this.#top.offer(key, rowNo)
    }
  }

  /** The largest key with which a row from `rowNo` on is kept. */
  #lastKey(rowNo: number): number {
    if (!this.#top.isFull) return MISSING
    const { lastKey, lastRow } = this.#top
    if (rowNo < lastRow) return lastKey
    return lastKey === MISSING ? Number.MAX_VALUE : toNextDown(lastKey)
  }
}
