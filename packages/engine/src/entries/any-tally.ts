import { andInto } from '../kernels/bits.ts'
import { markRows } from '../kernels/entries.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { EntryRun } from './entry-run.ts'
import { blockOf } from './run-cursor.ts'
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
    this.#found = this.#pool.takeEmpty()
  }

  take({ locals }: EntryRun, block: number, kept: Uint32Array): void {
    markRows(this.#found, blockOf(locals, block), kept)
  }

  narrow(words: Uint32Array): void {
    andInto(words, this.#found)
    this.#pool.give(this.#found)
  }
}
