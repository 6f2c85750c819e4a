import { toRowNo } from '../chunk.ts'
import { listBits } from '../kernels/bits.ts'
import type { CodeArray } from '../kernels/codes.ts'
import type { Collector, CollectorOptions, SortedRow } from './collector.ts'
import type { TextRanks } from './text-ranks.ts'
import { TopRows } from './top-rows.ts'

/** Where a chunk's codes are, and how their texts rank. */
export type RankSource = { find(chunkNo: number): CodeArray | undefined; ranks: TextRanks }

/** Keeps the first rows by a text in the order of the root collation, missing last, ties by row number. */
export class RankCollector implements Collector {
  readonly #source: RankSource
  readonly #options: CollectorOptions
  readonly #sign: number
  readonly #after: { key: number; rowNo: number }
  /** By code; ascending in the order asked for, missing last. */
  readonly #ranks: Uint32Array
  readonly #top: TopRows

  constructor(source: RankSource, options: CollectorOptions) {
    this.#source = source
    this.#options = options
    this.#sign = options.isDescending ? -1 : 1
    this.#ranks = source.ranks.get()
    this.#after = this.#placeOf(options.after)
    this.#top = new TopRows(options.limit, (a, b) => (a < b ? -1 : Number(a > b)))
  }

  take(chunkNo: number, words: Uint32Array): void {
    const { locals } = this.#options.pool
    const count = listBits(words, locals)
    const codes = this.#source.find(chunkNo) ?? NOTHING
    const { key: afterKey, rowNo: afterRow } = this.#after
    for (let i = 0; i < count; i++) {
      const code = locals[i] < codes.length ? codes[locals[i]] : 0
      const key = code === 0 ? MISSING : this.#ranks[code] * this.#sign
      if (key < afterKey || (this.#top.isFull && key > this.#top.lastKey)) continue
      const rowNo = toRowNo(chunkNo, locals[i])
      if (key > afterKey || rowNo > afterRow) this.#top.offer(key, rowNo)
    }
  }

  list(): SortedRow[] {
    const toText = (key: number) => (key === MISSING ? null : this.#source.ranks.text(key * this.#sign))
    return this.#top.list().map(({ key, rowNo }) => ({ rowNo, key: toText(key) }))
  }

  #placeOf(after: SortedRow | undefined): { key: number; rowNo: number } {
    if (after === undefined) return { key: Number.NEGATIVE_INFINITY, rowNo: -1 }
    if (typeof after.key !== 'string') return { key: MISSING, rowNo: after.rowNo }
    return { key: this.#source.ranks.rankOf(after.key) * this.#sign, rowNo: after.rowNo }
  }
}

const MISSING = Number.POSITIVE_INFINITY
const NOTHING = new Uint8Array(0)
