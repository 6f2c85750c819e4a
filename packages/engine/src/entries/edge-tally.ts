import type { Lowering } from '@rollcall/filters'
import { CHUNK_ROWS } from '../chunk.ts'
import { rangeProbe } from '../columns/range-probe.ts'
import { rangesProbe } from '../columns/ranges-probe.ts'
import { listBits } from '../kernels/bits.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { Probe } from '../query/probe.ts'
import { toProbe } from '../query/to-probe.ts'
import type { EntryRun } from './entry-run.ts'
import type { Tally } from './tally.ts'

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
    this.#pool.rows.reset(this.#pool.rows.numbers, words, Number.NaN)
  }

  take({ locals, at }: EntryRun, block: number, kept: Uint32Array): void {
    const { numbers } = this.#pool.rows
    const places = this.#pool.locals
    const count = listBits(kept, places)
    const first = block * CHUNK_ROWS
    const isLast = this.#which === 'last'
    for (let i = 0; i < count; i++) {
      const entry = first + places[i]
      const held = numbers[locals[entry]]
      // Negated, so that NaN, which stands for none yet, gives way.
      if (isLast ? !(held >= at[entry]) : !(held <= at[entry])) numbers[locals[entry]] = at[entry]
    }
  }

  narrow(words: Uint32Array): void {
    // A window may be the complement of a time; rows without any have none.
    rangeProbe(this.#find, {}).narrow(0, words)
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
