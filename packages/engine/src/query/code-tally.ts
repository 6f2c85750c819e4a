import { listBits } from '../kernels/bits.ts'
import type { CodeArray } from '../kernels/codes.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { Tallied, Tally } from './tally.ts'

/** Where a chunk's codes are, and the text of each. */
export type CodeSource = {
  find(chunkNo: number): CodeArray | undefined
  dictionary: { readonly size: number; text(code: number): string }
}

/** Counts rows by their one choice, in one pass. */
export class CodeTally implements Tally {
  readonly #source: CodeSource
  readonly #pool: WordPool
  readonly #counts: Uint32Array

  constructor(source: CodeSource, pool: WordPool) {
    this.#source = source
    this.#pool = pool
    this.#counts = new Uint32Array(source.dictionary.size)
  }

  take(chunkNo: number, words: Uint32Array): void {
    const codes = this.#source.find(chunkNo)
    if (codes === undefined) return
    const { locals } = this.#pool
    const count = listBits(words, locals)
    for (let i = 0; i < count; i++) if (locals[i] < codes.length) this.#counts[codes[locals[i]]]++
  }

  list(): Tallied[] {
    const { dictionary } = this.#source
    const found: Tallied[] = []
    for (let code = 1; code < this.#counts.length; code++) {
      if (this.#counts[code] > 0) found.push({ choice: dictionary.text(code), count: this.#counts[code] })
    }
    return found
  }
}
