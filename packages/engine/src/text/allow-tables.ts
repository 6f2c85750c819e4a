import { countBits } from '../kernels/bits.ts'
import { Arena } from '../memory/arena.ts'
import { Budget } from '../memory/budget.ts'
import { toTableWords } from './code-test.ts'
import type { Dictionary } from './dictionary.ts'
import { NeedleSet } from './needle-set.ts'
import { type Search, toPatterns } from './search.ts'

/** What one dictionary may keep; the least recently used table goes first, the last one stays in any case. */
const CACHE_BYTES = 2 ** 20
const CACHE_TABLES = 64

/** Up to this many needles are searched one after the other: 2 ms each in a million texts, where a pass for many takes 180. */
const FEW_NEEDLES = 64

/** Sets the bits of the codes from `firstCode` on that pass. */
type Fill = (table: Uint32Array, firstCode: number) => void

/** A table for the codes below `size`, and the share of them that pass. */
type Entry = { table: Uint32Array; size: number; share: number }

/**
 * Which codes of a dictionary pass a question, a bit each, kept between queries; new texts are looked at when they are
 * asked about. Not counted against the budget, because what is cached can be thrown away.
 */
export class AllowTables {
  readonly #dictionary: Dictionary
  readonly #arena = new Arena(new Budget(Number.POSITIVE_INFINITY, { inKernelMemory: true }))
  readonly #cache = new Map<string, Entry>()

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary
  }

  /** How many texts have to be searched before `get` can answer. */
  waitingTexts(search: Search): number {
    return this.waitingCodes(search.key)
  }

  /** How many codes have to be looked at before `getFilled` can answer. */
  waitingCodes(key: string): number {
    return this.#dictionary.size - (this.#cache.get(key)?.size ?? 1)
  }

  /** The share of codes that pass a search, if it was asked before. */
  findShare(search: Search): number | undefined {
    return this.#cache.get(search.key)?.share
  }

  /** The bit of each code that passes; complete for all codes that exist now, and good until the next call. */
  get(search: Search): Uint32Array {
    return this.getFilled(search.key, (table, firstCode) => this.#search(search, firstCode, table))
  }

  /** The same for anything that can be filled in; equal keys stand for equal questions. */
  getFilled(key: string, fill: Fill): Uint32Array {
    const { size } = this.#dictionary
    const known = this.#cache.get(key) ?? { table: this.#arena.u32(toTableWords(size)), size: 1, share: 0 }
    const table = this.#withRoom(known.table, size)
    if (known.size < size) fill(table, known.size)
    const share = known.size < size ? countBits(table) / size : known.share
    this.#keep(key, { table, size, share })
    return table
  }

  /** Gives the memory back; the tables may not be used any more. */
  release(): void {
    this.#cache.clear()
    this.#arena.release()
  }

  #search(search: Search, firstCode: number, table: Uint32Array): void {
    if (search.needles.length <= FEW_NEEDLES) {
      for (const pattern of toPatterns(search)) this.#dictionary.mark(pattern, firstCode, table)
      return
    }
    const needles = new NeedleSet(search.place, search.needles)
    for (let code = firstCode; code < this.#dictionary.size; code++) {
      if (needles.standsIn(this.#dictionary.span(code))) table[code >>> 5] |= 1 << (code & 31)
    }
  }

  /** With a quarter to spare, so that a growing dictionary does not copy its tables at each query. */
  #withRoom(table: Uint32Array, size: number): Uint32Array {
    const words = toTableWords(size)
    if (table.length >= words) return table
    const longer = this.#arena.u32(words + (words >>> 2))
    longer.set(table)
    this.#arena.free(table)
    return longer
  }

  #keep(key: string, entry: Entry): void {
    this.#cache.delete(key)
    this.#cache.set(key, entry)
    let bytes = 0
    for (const { table } of this.#cache.values()) bytes += table.byteLength
    for (const [oldest, { table }] of this.#cache) {
      if (oldest === key || (bytes <= CACHE_BYTES && this.#cache.size <= CACHE_TABLES)) return
      this.#cache.delete(oldest)
      bytes -= table.byteLength
      this.#arena.free(table)
    }
  }
}
