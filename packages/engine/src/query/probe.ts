/**
 * One question prepared against one project's data in one shard.
 *
 * A probe only ever takes rows away, so what it is given is also the mask of what is still worth looking at.
 */
export type Probe = {
  /** What 32 rows cost, roughly in nanoseconds; decides the order of questions, nothing else. */
  readonly cost: number
  /** The share of rows it keeps, roughly, from 0 to 1. */
  readonly share: number
  /** Keeps in `words` the rows of the chunk for which the answer is yes. */
  narrow(chunkNo: number, words: Uint32Array): void
}
