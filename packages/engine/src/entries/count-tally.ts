import type { NumberTest } from '@rollcall/filters'
import { countRows } from '../kernels/entries.ts'
import { type ClosedRange, keepBetweenU32 } from '../kernels/ranges.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { EntryRun } from './entry-run.ts'
import { keepPassing, type PassingRanges, toPassing } from './passing-ranges.ts'
import { blockOf } from './run-cursor.ts'
import type { Tally } from './tally.ts'

const COUNT_MAX = 2 ** 32 - 1

/** Satisfied by the number of entries, 0 among them. */
export class CountTally implements Tally {
  readonly #test: PassingRanges
  readonly #pool: WordPool

  constructor(test: NumberTest, pool: WordPool) {
    const { ranges, isComplement } = toPassing(test)
    this.#test = { ranges: ranges.map(toWhole), isComplement }
    this.#pool = pool
  }

  begin(words: Uint32Array): void {
    this.#pool.rows.reset(this.#pool.rows.counts, words, 0)
  }

  take({ locals }: EntryRun, block: number, kept: Uint32Array): void {
    countRows(this.#pool.rows.counts, blockOf(locals, block), kept)
  }

  narrow(words: Uint32Array): void {
    const { counts } = this.#pool.rows
    keepPassing(words, this.#test, { keep: (kept, range) => keepBetweenU32(kept, counts, range), pool: this.#pool })
  }
}

/** The counts in a range. */
function toWhole({ from, to }: ClosedRange): ClosedRange {
  return { from: Math.max(0, Math.ceil(from)), to: Math.min(COUNT_MAX, Math.floor(to)) }
}
