import type { Lowering } from '@rollcall/filters'
import { rangeProbe } from '../columns/range-probe.ts'
import { rangesProbe } from '../columns/ranges-probe.ts'
import { keepEdges } from '../kernels/entries.ts'
import { keepBetweenF64 } from '../kernels/ranges.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { Probe } from '../query/probe.ts'
import { toProbe } from '../query/to-probe.ts'
import type { EntryRun } from './entry-run.ts'
import { blockOf } from './run-cursor.ts'
import type { Tally } from './tally.ts'

const LATEST_S = 2 ** 32 - 1
const NO_TIME = Number.POSITIVE_INFINITY

/** Satisfied when the first or the last entry of a row was at a time of which `window` holds. */
export class EdgeTally implements Tally {
  readonly #which: 'first' | 'last'
  readonly #pool: WordPool
  readonly #window: Probe

  constructor(which: 'first' | 'last', window: Lowering, pool: WordPool) {
    this.#which = which
    this.#pool = pool
    this.#window = toProbe(window, { leafProbe: (leaf) => this.#timeProbe(leaf), pool })
  }

  begin(words: Uint32Array): void {
    this.#pool.rows.reset(this.#pool.rows.numbers, words, this.#which === 'last' ? -NO_TIME : NO_TIME)
  }

  take({ locals, at }: EntryRun, block: number, kept: Uint32Array): void {
    const entries = { locals: blockOf(locals, block), at: blockOf(at, block) }
    keepEdges(this.#pool.rows.numbers, entries, { kept, which: this.#which })
  }

  narrow(words: Uint32Array): void {
    // A window may be the complement of a time; rows without any have none.
    keepBetweenF64(words, this.#pool.rows.numbers, { from: 0, to: LATEST_S })
    this.#window.narrow(0, words)
  }

  readonly #find = () => this.#pool.rows.numbers

  #timeProbe(leaf: Lowering): Probe {
    if (!('column' in leaf) || leaf.column !== 'at')
      throw new Error('Only times can be asked of a first or last event.')
    if (leaf.is === 'present') return rangeProbe(this.#find, {})
    if (leaf.is === 'range') return rangeProbe(this.#find, leaf)
    if (leaf.is === 'ranges') return rangesProbe(this.#find, leaf.any)
    throw new Error(`Times cannot answer "${leaf.is}".`)
  }
}
