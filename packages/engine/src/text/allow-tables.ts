import type { Dictionary } from './dictionary.ts'
import { NeedleSet } from './needle-set.ts'
import { type Search, toPatterns } from './search.ts'

/** What one dictionary may keep; the least recently used table goes first, the last one stays in any case. */
const CACHE_BYTES = 8 * 2 ** 20
const CACHE_TABLES = 64

/** Up to this many needles are searched one after the other: 30 ms each in a million texts, where a pass for many takes 180. */
const FEW_NEEDLES = 4

/** Which codes of a dictionary pass a search, kept between queries; new texts are searched when they are asked about. */
export class AllowTables {
  readonly #dictionary: Dictionary
  readonly #cache = new Map<string, { table: Uint8Array; size: number }>()

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary
  }

  /** How many texts have to be searched before `get` can answer. */
  waitingTexts(search: Search): number {
    return this.#dictionary.size - (this.#cache.get(search.key)?.size ?? 1)
  }

  /** 1 for each code that passes; complete for all codes that exist now. */
  get(search: Search): Uint8Array {
    const { size } = this.#dictionary
    const known = this.#cache.get(search.key) ?? { table: new Uint8Array(size), size: 1 }
    const table = known.table.length < size ? grown(known.table, size) : known.table
    if (known.size < size) this.#fill(search, known.size, table)
    this.#keep(search.key, { table, size })
    return table
  }

  #fill(search: Search, firstCode: number, table: Uint8Array): void {
    if (search.needles.length <= FEW_NEEDLES) {
      for (const pattern of toPatterns(search)) this.#dictionary.mark(pattern, firstCode, table)
      return
    }
    const needles = new NeedleSet(search.place, search.needles)
    for (let code = firstCode; code < this.#dictionary.size; code++) {
      table[code] = Number(needles.standsIn(this.#dictionary.span(code)))
    }
  }

  #keep(key: string, entry: { table: Uint8Array; size: number }): void {
    this.#cache.delete(key)
    this.#cache.set(key, entry)
    let bytes = 0
    for (const { table } of this.#cache.values()) bytes += table.length
    for (const [oldest, { table }] of this.#cache) {
      if (oldest === key || (bytes <= CACHE_BYTES && this.#cache.size <= CACHE_TABLES)) return
      this.#cache.delete(oldest)
      bytes -= table.length
    }
  }
}

/** With a quarter to spare, so that a growing dictionary does not copy its tables at each query. */
function grown(table: Uint8Array, size: number): Uint8Array {
  const longer = new Uint8Array(size + (size >>> 2))
  longer.set(table)
  return longer
}
