import { andNotInto } from '../kernels/bits.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { Probe } from './probe.ts'

/** Keeps exactly the rows that the probe does not keep. */
export class NotProbe implements Probe {
  readonly cost: number
  readonly share: number
  readonly #of: Probe
  readonly #pool: WordPool

  constructor(of: Probe, pool: WordPool) {
    this.#of = of
    this.#pool = pool
    this.cost = of.cost
    this.share = 1 - of.share
  }

  narrow(chunkNo: number, words: Uint32Array): void {
    const kept = this.#pool.copy(words)
    this.#of.narrow(chunkNo, kept)
    andNotInto(words, kept)
    this.#pool.give(kept)
  }
}
