import type { ColumnId } from '@rollcall/filters'
import { CHUNK_ROWS } from '../chunk.ts'
import { hasBit, listBits } from '../kernels/bits.ts'
import { type Fold, foldNumbers } from '../kernels/entries.ts'
import { keepBetweenF64, keepBetweenU32 } from '../kernels/ranges.ts'
import type { WordPool } from '../memory/word-pool.ts'
import { cellsIn } from './cells-probe.ts'
import type { CellSpan } from './chunk-entries.ts'
import type { EntryRun } from './entry-run.ts'
import { keepPassing, type PassingRanges } from './passing-ranges.ts'
import type { Tally } from './tally.ts'

const AMOUNT_MAX = 2 ** 32 - 1

/** How the numbers of a row become one, and which results are wanted. */
export type Folding = {
  fold: Fold
  /** What stands for no numbers. */
  start: number
  /** The wanted results, when these alone tell, exactly. */
  passing(): PassingRanges | undefined
  /** Whether the result of a row is wanted, where ranges do not tell. */
  passes(held: number, local: number, amount: number): boolean
  /** Forgets what it kept of the chunk before. */
  begin(): void
  /** Takes one number more where the kernel's sums are not exact. */
  foldExactly(held: number, value: number, local: number): number
}

/** Satisfied by what the numbers in a column of a row's entries come to; no number satisfies nothing. */
export class CellTally implements Tally {
  readonly #column: ColumnId
  readonly #folding: Folding
  readonly #pool: WordPool
  #asked: Uint32Array = NOBODY
  /** Whether a sum of this chunk has become too large for the kernel. */
  #isLarge = false

  constructor(column: ColumnId, folding: Folding, pool: WordPool) {
    this.#column = column
    this.#folding = folding
    this.#pool = pool
  }

  begin(words: Uint32Array): void {
    this.#asked = words
    this.#isLarge = false
    const { rows } = this.#pool
    rows.reset(rows.amounts, words, 0)
    rows.reset(rows.numbers, words, this.#folding.start)
    this.#folding.begin()
  }

  take(run: EntryRun, block: number, kept: Uint32Array): void {
    const { from, to } = cellsIn(run.numbers, this.#column, block)
    const done = this.#isLarge ? 0 : this.#foldFast(run, kept, { from, to })
    if (from + done === to) return
    this.#isLarge = true
    this.#foldExactly(run, kept, { from: from + done, to })
  }

  narrow(words: Uint32Array): void {
    const { amounts, numbers } = this.#pool.rows
    keepBetweenU32(words, amounts, { from: 1, to: AMOUNT_MAX })
    const passing = this.#folding.passing()
    if (passing === undefined) this.#narrowByRow(words)
    else keepPassing(words, passing, { keep: (kept, range) => keepBetweenF64(kept, numbers, range), pool: this.#pool })
  }

  #foldFast({ locals, numbers }: EntryRun, kept: Uint32Array, { from, to }: CellSpan): number {
    const cells = { entries: numbers.entries.subarray(from, to), values: numbers.values.subarray(from, to) }
    return foldNumbers(this.#pool.rows, { asked: this.#asked, kept, locals, cells, fold: this.#folding.fold })
  }

  #foldExactly({ locals, numbers: cells }: EntryRun, kept: Uint32Array, { from, to }: CellSpan): void {
    const { amounts, numbers } = this.#pool.rows
    for (let i = from; i < to; i++) {
      const entry = cells.entries[i]
      const local = locals[entry]
      if (!hasBit(kept, entry & (CHUNK_ROWS - 1)) || !hasBit(this.#asked, local)) continue
      numbers[local] = this.#folding.foldExactly(numbers[local], cells.values[i], local)
      amounts[local]++
    }
  }

  #narrowByRow(words: Uint32Array): void {
    const { amounts, numbers } = this.#pool.rows
    const { locals } = this.#pool
    const count = listBits(words, locals)
    for (let i = 0; i < count; i++) {
      const local = locals[i]
      if (!this.#folding.passes(numbers[local], local, amounts[local])) words[local >>> 5] &= ~(1 << (local & 31))
    }
  }
}

const NOBODY = new Uint32Array(0)
