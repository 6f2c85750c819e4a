import { type CodeTest, FILLED_PER_SEARCHED } from './code-test.ts'
import type { TextSource } from './text-source.ts'

const KEY = 'present'

/** Passes every text, so that only missing is left out. */
export class PresentTest implements CodeTest {
  readonly share = 0.8
  readonly #texts: TextSource

  constructor(texts: TextSource) {
    this.#texts = texts
  }

  waitingTexts(): number {
    return this.#texts.tables.waitingCodes(KEY) / FILLED_PER_SEARCHED
  }

  table(): Uint32Array {
    return this.#texts.tables.getFilled(KEY, (table, firstCode) => {
      for (let code = firstCode; code < this.#texts.dictionary.size; code++) table[code >>> 5] |= 1 << (code & 31)
    })
  }

  accepts(): boolean {
    return true
  }
}
