import { toRowNo } from '../chunk.ts'
import { listBits } from '../kernels/bits.ts'
import type { ByteSpan } from '../kernels/bytes.ts'
import type { CodeArray } from '../kernels/codes.ts'
import type { Dictionary } from '../text/dictionary.ts'
import type { Collector, CollectorOptions, SortedRow } from './collector.ts'
import { TopRows } from './top-rows.ts'

/** Where a chunk's codes and their texts are. */
export type TextSource = { find(chunkNo: number): CodeArray | undefined; dictionary: Dictionary }

/** What is known of a code: rows that have it may be kept, may be kept when their row number says so, or never are. */
const UNKNOWN = 0
const BEHIND = 1
const EQUAL = 2
const OUT = 3

/** A text to compare with, or null for missing. */
type Text = ByteSpan | null

/**
 * Keeps the first rows by a text in code point order, missing last, ties by row number.
 *
 * Texts are compared about once per code, not per row: a code before `after` is out, and so is one behind the last row
 * kept, because that row only ever moves forward.
 */
export class TextCollector implements Collector {
  readonly #source: TextSource
  readonly #options: CollectorOptions
  readonly #sign: number
  readonly #verdicts: Uint8Array
  readonly #top: TopRows
  /** The last row kept, as of the last look: its code, and that code's text. */
  #last: { code: number; text: Text } = { code: 0, text: null }

  constructor(source: TextSource, options: CollectorOptions) {
    this.#source = source
    this.#options = options
    this.#sign = options.isDescending ? -1 : 1
    this.#verdicts = new Uint8Array(source.dictionary.size)
    if (options.after === undefined) this.#verdicts.fill(BEHIND)
    this.#top = new TopRows(options.limit, (a, b) => (a === b ? 0 : this.#compare(a, this.#textOf(b))))
  }

  take(chunkNo: number, words: Uint32Array): void {
    const { pool, after } = this.#options
    const count = listBits(words, pool.locals)
    const codes = this.#source.find(chunkNo) ?? NOTHING
    for (let i = 0; i < count; i++) {
      const local = pool.locals[i]
      const code = local < codes.length ? codes[local] : 0
      if (this.#verdicts[code] === UNKNOWN) this.#verdicts[code] = this.#judge(code)
      if (this.#verdicts[code] === OUT) continue
      const rowNo = toRowNo(chunkNo, local)
      if (this.#verdicts[code] === EQUAL && after !== undefined && rowNo <= after.rowNo) continue
      if (this.#top.isFull && this.#isBehindLast(code)) this.#verdicts[code] = OUT
      else this.#top.offer(code, rowNo)
    }
  }

  list(): SortedRow[] {
    const toText = (code: number) => (code === 0 ? null : this.#source.dictionary.text(code))
    return this.#top.list().map(({ key, rowNo }) => ({ rowNo, key: toText(key) }))
  }

  /** Where a code stands against the row to begin behind. */
  #judge(code: number): number {
    const key = this.#options.after?.key
    const bytes = typeof key === 'string' ? encoder.encode(key) : undefined
    const order = this.#compare(code, bytes === undefined ? null : { bytes, from: 0, to: bytes.length })
    if (order === 0) return EQUAL
    return order < 0 ? OUT : BEHIND
  }

  #isBehindLast(code: number): boolean {
    const { lastKey } = this.#top
    if (lastKey !== this.#last.code) this.#last = { code: lastKey, text: this.#textOf(lastKey) }
    return code !== lastKey && this.#compare(code, this.#last.text) > 0
  }

  #compare(code: number, other: Text): number {
    if (code === 0 || other === null) return Number(code === 0) - Number(other === null)
    return this.#sign * this.#source.dictionary.compare(code, other)
  }

  #textOf(code: number): Text {
    return code === 0 ? null : this.#source.dictionary.span(code)
  }
}

const encoder = new TextEncoder()
const NOTHING = new Uint8Array(0)
