import { type CodeTest, FILLED_PER_SEARCHED } from './code-test.ts'
import type { TextSource } from './text-source.ts'

/** Comparing with this many codes takes as long as looking one up in a table that is not in the nearest cache. */
const FEW_CODES = 8

/** Passes the texts that are one of `any`. */
export class ExactTest implements CodeTest {
  readonly share: number
  readonly few: Uint32Array | undefined
  readonly #texts: TextSource
  readonly #codes: Set<number>
  readonly #any: string[]

  constructor(texts: TextSource, any: string[]) {
    const { dictionary } = texts
    this.#texts = texts
    this.#codes = new Set(any.map((text) => dictionary.find(text)).filter((code) => code !== 0))
    this.few = this.#codes.size <= FEW_CODES ? Uint32Array.from(this.#codes) : undefined
    this.share = this.#codes.size / dictionary.size
    this.#any = any
  }

  waitingTexts(): number {
    return this.few === undefined ? this.#texts.tables.waitingCodes(this.#key) / FILLED_PER_SEARCHED : 0
  }

  table(): Uint32Array {
    return this.#texts.tables.getFilled(this.#key, (table, firstCode) => {
      for (const code of this.#codes) if (code >= firstCode) table[code >>> 5] |= 1 << (code & 31)
    })
  }

  get #key(): string {
    return JSON.stringify(['equal', this.#any])
  }

  accepts(code: number): boolean {
    return this.#codes.has(code)
  }
}
