import { CHUNK_ROWS } from '../chunk.ts'
import { RowScratch } from './row-scratch.ts'

/**
 * Scratch space over one chunk, or over a smaller number of rows, used again and again, so that a query allocates nothing
 * per chunk.
 */
export class WordPool {
  /** A list of places inside a chunk; whoever calls something else that uses it must be done with it. */
  readonly locals: Uint16Array
  readonly rows: RowScratch
  readonly #wordCount: number
  readonly #free: Uint32Array[] = []

  constructor(rowCount = CHUNK_ROWS) {
    this.locals = new Uint16Array(rowCount)
    this.rows = new RowScratch(rowCount)
    this.#wordCount = rowCount / 32
  }

  /** A bitset with arbitrary content; give it back after use. */
  take(): Uint32Array {
    return this.#free.pop() ?? new Uint32Array(this.#wordCount)
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
