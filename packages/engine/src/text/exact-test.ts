import { type CodeTest, FILLED_PER_SEARCHED } from './code-test.ts'
import type { Dictionary } from './dictionary.ts'

/** Passes the texts that are one of `any`. */
export class ExactTest implements CodeTest {
  readonly share: number
  readonly #dictionary: Dictionary
  readonly #codes: Set<number>
  #table: Uint8Array | undefined

  constructor(dictionary: Dictionary, any: string[]) {
    this.#dictionary = dictionary
    this.#codes = new Set(any.map((text) => dictionary.find(text)).filter((code) => code !== 0))
    this.share = this.#codes.size / dictionary.size
  }

  waitingTexts(): number {
    return this.#table === undefined ? this.#dictionary.size / FILLED_PER_SEARCHED : 0
  }

  table(): Uint8Array {
    if (this.#table === undefined) {
      this.#table = new Uint8Array(this.#dictionary.size)
      for (const code of this.#codes) this.#table[code] = 1
    }
    return this.#table
  }

  accepts(code: number): boolean {
    return this.#codes.has(code)
  }
}
