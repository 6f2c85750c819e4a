import { CHUNK_ROWS } from '../chunk.ts'
import { andInto, listBits } from '../kernels/bits.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { EntryRun } from './entry-run.ts'
import type { Tally } from './tally.ts'

/** Satisfied by one entry. */
export class AnyTally implements Tally {
  readonly #pool: WordPool
  #found: Uint32Array

  constructor(pool: WordPool) {
    this.#pool = pool
    this.#found = pool.take()
    pool.give(this.#found)
  }

  begin(): void {
    this.#found = this.#pool.take().fill(0)
  }

  take({ locals }: EntryRun, block: number, kept: Uint32Array): void {
    const found = this.#found
    const places = this.#pool.locals
    const count = listBits(kept, places)
    const first = block * CHUNK_ROWS
    for (let i = 0; i < count; i++) {
      const local = locals[first + places[i]]
      found[local >>> 5] |= 1 << (local & 31)
    }
  }

  narrow(words: Uint32Array): void {
    andInto(words, this.#found)
    this.#pool.give(this.#found)
  }
}
