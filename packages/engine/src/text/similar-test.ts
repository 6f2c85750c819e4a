import type { SimilarMatch } from '@rollcall/filters'
import type { CodeTest } from './code-test.ts'
import { type SimilarPattern, toSimilarPattern } from './similar-pattern.ts'
import type { TextSource } from './text-source.ts'

const UNKNOWN_SHARE = 0.01

/** Passes the texts of which some word begins like the one that is asked for, give or take typos. */
export class SimilarTest implements CodeTest {
  readonly share = UNKNOWN_SHARE
  readonly #texts: TextSource
  readonly #pattern: SimilarPattern
  readonly #key: string

  constructor(texts: TextSource, asked: SimilarMatch) {
    this.#texts = texts
    this.#pattern = toSimilarPattern(asked)
    this.#key = JSON.stringify(['similar', asked.word, asked.typos])
  }

  waitingTexts(): number {
    return this.#texts.tables.waitingCodes(this.#key)
  }

  table(): Uint32Array {
    return this.#texts.tables.getFilled(this.#key, (table, firstCode) =>
      this.#texts.dictionary.markSimilar(this.#pattern, firstCode, table),
    )
  }

  accepts(code: number): boolean {
    return this.#texts.dictionary.isSimilar(this.#pattern, code)
  }
}
