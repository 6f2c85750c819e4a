import { andInto, copyInto } from '../kernels/bits.ts'
import type { Probe } from './probe.ts'

// An `and` with what is known already, in the unit of costs.
const KNOWN_COST = 1

/** A question that is part of several: its answer for a chunk is worked out once, for all rows of the chunk. */
export class SharedProbe implements Probe {
  readonly cost = KNOWN_COST
  readonly share: number
  readonly #of: Probe
  readonly #alive: (chunkNo: number) => Uint32Array
  readonly #words: Uint32Array
  #chunkNo = -1

  /** `words` is where the answer is kept; chunks are asked about one after the other. */
  constructor(of: Probe, { alive, words }: { alive: (chunkNo: number) => Uint32Array; words: Uint32Array }) {
    this.share = of.share
    this.#of = of
    this.#alive = alive
    this.#words = words
  }

  narrow(chunkNo: number, words: Uint32Array): void {
    if (chunkNo !== this.#chunkNo) {
      this.#chunkNo = chunkNo
      copyInto(this.#words, this.#alive(chunkNo))
      this.#of.narrow(chunkNo, this.#words)
    }
    andInto(words, this.#words)
  }
}
