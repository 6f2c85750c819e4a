import { toRowNo } from '../chunk.ts'
import { MISSING_INT32, type NumberArray } from '../columns/number-array.ts'
import { listBits } from '../kernels/bits.ts'
import type { Collector, CollectorOptions, SortedRow } from './collector.ts'
import { TopRows } from './top-rows.ts'

/** Where a chunk's numbers are. */
export type FindNumbers = (chunkNo: number) => NumberArray | undefined

/** Keeps the first rows by a number, missing last, ties by row number. Keys inside are ascending; Infinity is missing. */
export class NumberCollector implements Collector {
  readonly #find: FindNumbers
  readonly #options: CollectorOptions
  readonly #sign: number
  readonly #top: TopRows

  constructor(find: FindNumbers, options: CollectorOptions) {
    this.#find = find
    this.#options = options
    this.#sign = options.isDescending ? -1 : 1
    this.#top = new TopRows(options.limit, (a, b) => (a < b ? -1 : Number(a > b)))
  }

  take(chunkNo: number, words: Uint32Array): void {
    const { locals } = this.#options.pool
    const count = listBits(words, locals)
    const { key: afterKey, rowNo: afterRow } = this.#after()
    const values = this.#find(chunkNo) ?? NOTHING
    const missing = values instanceof Int32Array ? MISSING_INT32 : Number.NaN
    for (let i = 0; i < count; i++) {
      const value = locals[i] < values.length ? values[locals[i]] : Number.NaN
      const key = this.#toKey(value === missing ? Number.NaN : value)
      if (key < afterKey || (this.#top.isFull && key > this.#top.lastKey)) continue
      const rowNo = toRowNo(chunkNo, locals[i])
      if (key > afterKey || rowNo > afterRow) this.#top.offer(key, rowNo)
    }
  }

  list(): SortedRow[] {
    const toValue = (key: number) => (key === Number.POSITIVE_INFINITY ? null : key * this.#sign)
    return this.#top.list().map(({ key, rowNo }) => ({ rowNo, key: toValue(key) }))
  }

  #toKey(value: number): number {
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value * this.#sign
  }

  #after(): { key: number; rowNo: number } {
    const { after } = this.#options
    if (after === undefined) return { key: Number.NEGATIVE_INFINITY, rowNo: -1 }
    return { key: this.#toKey(typeof after.key === 'number' ? after.key : Number.NaN), rowNo: after.rowNo }
  }
}

const NOTHING = new Float64Array(0)
