import { toRowNo } from '../chunk.ts'
import { listBits } from '../kernels/bits.ts'
import type { Collector, CollectorOptions, SortedRow } from './collector.ts'

/** Keeps the first rows by row number; chunks must be offered in the same direction. */
export class RowCollector implements Collector {
  readonly #options: CollectorOptions
  readonly #rows: SortedRow[] = []

  constructor(options: CollectorOptions) {
    this.#options = options
  }

  take(chunkNo: number, words: Uint32Array): void {
    const { isDescending, limit, pool } = this.#options
    if (this.#rows.length >= limit || this.#isPassed(chunkNo)) return
    const count = listBits(words, pool.locals)
    for (let i = 0; i < count && this.#rows.length < limit; i++) {
      const rowNo = toRowNo(chunkNo, pool.locals[isDescending ? count - 1 - i : i])
      if (this.#isBehind(rowNo)) this.#rows.push({ rowNo, key: null })
    }
  }

  list(): SortedRow[] {
    return this.#rows
  }

  #isPassed(chunkNo: number): boolean {
    const { isDescending } = this.#options
    return !this.#isBehind(isDescending ? toRowNo(chunkNo, 0) : toRowNo(chunkNo + 1, 0) - 1)
  }

  #isBehind(rowNo: number): boolean {
    const { isDescending, after } = this.#options
    if (after === undefined) return true
    return isDescending ? rowNo < after.rowNo : rowNo > after.rowNo
  }
}
