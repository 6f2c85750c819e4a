import { isZero } from '../kernels/bits.ts'
import type { Probe } from './probe.ts'

/** Keeps the rows that every one of the probes keeps. The order that removes most for the least work comes first. */
export class AllProbe implements Probe {
  readonly cost: number
  readonly share: number
  readonly #inOrder: Probe[]

  constructor(of: Probe[]) {
    this.#inOrder = of.toSorted((a, b) => a.cost * (1 - b.share) - b.cost * (1 - a.share))
    this.cost = of.reduce((sum, probe) => sum + probe.cost, 0)
    this.share = of.reduce((product, probe) => product * probe.share, 1)
  }

  narrow(chunkNo: number, words: Uint32Array): void {
    for (const probe of this.#inOrder) {
      probe.narrow(chunkNo, words)
      if (isZero(words)) return
    }
  }
}
