import type { ColumnId } from '@rollcall/filters'
import { CHUNK_ROWS } from '../chunk.ts'
import { hasBit, listBits } from '../kernels/bits.ts'
import type { WordPool } from '../memory/word-pool.ts'
import { cellsIn } from './cells-probe.ts'
import type { EntryRun } from './entry-run.ts'
import type { Tally } from './tally.ts'

/** How the numbers of a row become one, and which results are wanted. */
export type Folding = {
  /** What stands for no numbers. */
  start: number
  /** Forgets what it kept of the chunk before. */
  begin(): void
  fold(held: number, value: number, local: number): number
  passes(held: number, local: number, amount: number): boolean
}

/** Satisfied by what the numbers in a column of a row's entries come to; no number satisfies nothing. */
export class CellTally implements Tally {
  readonly #column: ColumnId
  readonly #folding: Folding
  readonly #pool: WordPool
  #asked: Uint32Array = NOBODY

  constructor(column: ColumnId, folding: Folding, pool: WordPool) {
    this.#column = column
    this.#folding = folding
    this.#pool = pool
  }

  begin(words: Uint32Array): void {
    this.#asked = words
    const { rows } = this.#pool
    rows.reset(rows.amounts, words, 0)
    rows.reset(rows.numbers, words, this.#folding.start)
    this.#folding.begin()
  }

  take({ locals, numbers: cells }: EntryRun, block: number, kept: Uint32Array): void {
    const { amounts, numbers } = this.#pool.rows
    const { from, to } = cellsIn(cells, this.#column, block)
    for (let i = from; i < to; i++) {
      const entry = cells.entries[i]
      if (!hasBit(kept, entry & (CHUNK_ROWS - 1))) continue
      const local = locals[entry]
      // What other rows were left with may be no number that can be added to.
      if (!hasBit(this.#asked, local)) continue
      numbers[local] = this.#folding.fold(numbers[local], cells.values[i], local)
      amounts[local]++
    }
  }

  narrow(words: Uint32Array): void {
    const { amounts, numbers } = this.#pool.rows
    const { locals } = this.#pool
    const count = listBits(words, locals)
    for (let i = 0; i < count; i++) {
      const local = locals[i]
      const amount = amounts[local]
      if (amount === 0 || !this.#folding.passes(numbers[local], local, amount)) {
        words[local >>> 5] &= ~(1 << (local & 31))
      }
    }
  }
}

const NOBODY = new Uint32Array(0)
