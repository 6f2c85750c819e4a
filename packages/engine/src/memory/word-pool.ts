import { CHUNK_ROWS, CHUNK_WORDS } from '../chunk.ts'
import { RowScratch } from './row-scratch.ts'

/** Scratch space over one chunk, used again and again, so that a query allocates nothing per chunk. */
export class WordPool {
  /** A list of places inside a chunk; whoever calls something else that uses it must be done with it. */
  readonly locals = new Uint16Array(CHUNK_ROWS)
  readonly rows = new RowScratch()
  readonly #free: Uint32Array[] = []

  /** A bitset with arbitrary content; give it back after use. */
  take(): Uint32Array {
    return this.#free.pop() ?? new Uint32Array(CHUNK_WORDS)
  }

  /** A copy of `words`; give it back after use. */
  copy(words: Uint32Array): Uint32Array {
    const copy = this.take()
    copy.set(words)
    return copy
  }

  give(words: Uint32Array): void {
    this.#free.push(words)
  }
}
