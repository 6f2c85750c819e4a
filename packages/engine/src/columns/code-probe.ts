import { clearAll, countBits, listBits } from '../kernels/bits.ts'
import { type CodeArray, keepAllowed, keepFew } from '../kernels/codes.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { Probe } from '../query/probe.ts'
import type { CodeTest } from '../text/code-test.ts'

/** Asking about one row costs as much as searching 16 texts of a dictionary in one go; twice that, to be sure it pays. */
const TEXTS_PER_ROW = 32

/** Keeps the rows whose code passes a test. */
export class CodeProbe implements Probe {
  readonly cost: number
  readonly share: number
  readonly #find: (chunkNo: number) => CodeArray | undefined
  readonly #test: CodeTest
  readonly #pool: WordPool
  /** How many rows were asked about one by one. */
  #rowsAsked = 0

  constructor(find: (chunkNo: number) => CodeArray | undefined, test: CodeTest, pool: WordPool) {
    this.#find = find
    this.#test = test
    this.#pool = pool
    this.share = test.share
    this.cost = test.few === undefined ? 24 : 3
    if (test.waitingTexts() > 0) this.cost = 100
  }

  narrow(chunkNo: number, words: Uint32Array): void {
    const codes = this.#find(chunkNo)
    if (codes === undefined || this.share === 0) clearAll(words)
    else if (this.#test.few !== undefined) keepFew(words, codes, this.#test.few)
    else if (this.#isQuickerByRow(words)) this.#narrowByRow(codes, words)
    else keepAllowed(words, codes, this.#test.table())
  }

  /** Whether all rows asked about so far, with these, cost less than having the table. */
  #isQuickerByRow(words: Uint32Array): boolean {
    const waiting = this.#test.waitingTexts()
    if (waiting <= TEXTS_PER_ROW) return false
    this.#rowsAsked += countBits(words)
    return this.#rowsAsked * TEXTS_PER_ROW < waiting
  }

  #narrowByRow(codes: CodeArray, words: Uint32Array): void {
    const { locals } = this.#pool
    const count = listBits(words, locals)
    for (let i = 0; i < count; i++) {
      const local = locals[i]
      const code = local < codes.length ? codes[local] : 0
      if (code === 0 || !this.#test.accepts(code)) words[local >>> 5] &= ~(1 << (local & 31))
    }
  }
}
