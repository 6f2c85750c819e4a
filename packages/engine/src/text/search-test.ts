import type { AllowTables } from './allow-tables.ts'
import type { CodeTest } from './code-test.ts'
import type { Dictionary } from './dictionary.ts'
import { NeedleSet } from './needle-set.ts'
import type { Search } from './search.ts'

const UNKNOWN_SHARE = 0.2
/** Texts that came since the search was asked may pass, so it is never nobody. */
const SHARE_MIN = 0.000_1

/** Passes the texts in which one of the needles stands at the asked place. */
export class SearchTest implements CodeTest {
  readonly share: number
  readonly #dictionary: Dictionary
  readonly #tables: AllowTables
  readonly #search: Search
  #needles: NeedleSet | undefined

  constructor(dictionary: Dictionary, tables: AllowTables, search: Search) {
    this.#dictionary = dictionary
    this.#tables = tables
    this.#search = search
    this.share = Math.max(SHARE_MIN, tables.findShare(search) ?? UNKNOWN_SHARE)
  }

  waitingTexts(): number {
    return this.#tables.waitingTexts(this.#search)
  }

  table(): Uint32Array {
    return this.#tables.get(this.#search)
  }

  accepts(code: number): boolean {
    this.#needles ??= new NeedleSet(this.#search.place, this.#search.needles)
    return this.#needles.standsIn(this.#dictionary.span(code))
  }
}
