import { andNotInto, copyInto, isZero } from '../kernels/bits.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { Probe } from './probe.ts'

/** Keeps the rows that at least one of the probes keeps; each probe only looks at rows that none before it kept. */
export class AnyProbe implements Probe {
  readonly cost: number
  readonly share: number
  readonly #inOrder: Probe[]
  readonly #pool: WordPool

  constructor(of: Probe[], pool: WordPool) {
    this.#inOrder = of.toSorted((a, b) => a.cost * b.share - b.cost * a.share)
    this.#pool = pool
    this.cost = of.reduce((sum, probe) => sum + probe.cost, 0)
    this.share = 1 - of.reduce((product, probe) => product * (1 - probe.share), 1)
  }

  narrow(chunkNo: number, words: Uint32Array): void {
    const open = this.#pool.copy(words)
    const kept = this.#pool.take()
    for (const probe of this.#inOrder) {
      copyInto(kept, open)
      probe.narrow(chunkNo, kept)
      andNotInto(open, kept)
      if (isZero(open)) break
    }
    andNotInto(words, open)
    this.#pool.give(kept)
    this.#pool.give(open)
  }
}
