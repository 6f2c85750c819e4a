import type { NumberTest } from '@rollcall/filters'
import { CHUNK_ROWS } from '../chunk.ts'
import { listBits } from '../kernels/bits.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { EntryRun } from './entry-run.ts'
import { passes } from './number-test.ts'
import type { Tally } from './tally.ts'

/** Counts below this are tested once and then looked up. */
const TABLE_COUNTS = 256
const UNKNOWN = 2

/** Satisfied by the number of entries, 0 among them. */
export class CountTally implements Tally {
  readonly #test: NumberTest
  readonly #pool: WordPool
  readonly #table: Uint8Array

  constructor(test: NumberTest, pool: WordPool) {
    this.#test = test
    this.#pool = pool
    this.#table = new Uint8Array(TABLE_COUNTS).fill(UNKNOWN)
  }

  begin(words: Uint32Array): void {
    this.#pool.rows.reset(this.#pool.rows.counts, words, 0)
  }

  take({ locals }: EntryRun, block: number, kept: Uint32Array): void {
    const { counts } = this.#pool.rows
    const places = this.#pool.locals
    const count = listBits(kept, places)
    const first = block * CHUNK_ROWS
    for (let i = 0; i < count; i++) counts[locals[first + places[i]]]++
  }

  narrow(words: Uint32Array): void {
    const { counts } = this.#pool.rows
    for (let w = 0; w < words.length; w++) {
      if (words[w] === 0) continue
      let bits = 0
      for (let i = 31; i >= 0; i--) bits = (bits << 1) | this.#answer(counts[(w << 5) + i])
      words[w] &= bits
    }
  }

  #answer(count: number): number {
    if (count >= TABLE_COUNTS) return Number(passes(this.#test, count))
    if (this.#table[count] === UNKNOWN) this.#table[count] = Number(passes(this.#test, count))
    return this.#table[count]
  }
}
