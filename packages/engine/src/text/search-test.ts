import type { AllowTables } from './allow-tables.ts'
import type { CodeTest } from './code-test.ts'
import type { Dictionary } from './dictionary.ts'
import { NeedleSet } from './needle-set.ts'
import type { Search } from './search.ts'

/** Passes the texts in which one of the needles stands at the asked place. */
export class SearchTest implements CodeTest {
  readonly share = 0.2
  readonly #dictionary: Dictionary
  readonly #tables: AllowTables
  readonly #search: Search
  #needles: NeedleSet | undefined

  constructor(dictionary: Dictionary, tables: AllowTables, search: Search) {
    this.#dictionary = dictionary
    this.#tables = tables
    this.#search = search
  }

  waitingTexts(): number {
    return this.#tables.waitingTexts(this.#search)
  }

  table(): Uint8Array {
    return this.#tables.get(this.#search)
  }

  accepts(code: number): boolean {
    this.#needles ??= new NeedleSet(this.#search.place, this.#search.needles)
    return this.#needles.standsIn(this.#dictionary.span(code))
  }
}
