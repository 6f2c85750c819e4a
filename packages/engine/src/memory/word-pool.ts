import { CHUNK_ROWS } from '../chunk.ts'
import { clearAll, copyInto } from '../kernels/bits.ts'
import { Arena } from './arena.ts'
import { Budget } from './budget.ts'
import { RowScratch } from './row-scratch.ts'

/**
 * Scratch space over one chunk, or over a smaller number of rows, in kernel memory, used again and again, so that a query
 * allocates nothing per chunk.
 */
export class WordPool {
  readonly #arena = new Arena(new Budget(Number.POSITIVE_INFINITY, { inKernelMemory: true }))
  /** A list of places inside a chunk; whoever calls something else that uses it must be done with it. */
  readonly locals: Uint16Array
  readonly rows: RowScratch
  readonly #wordCount: number
  readonly #free: Uint32Array[] = []

  constructor(rowCount = CHUNK_ROWS) {
    this.locals = this.#arena.u16(rowCount)
    this.rows = new RowScratch(this.#arena, rowCount)
    this.#wordCount = rowCount / 32
  }

  /** A bitset with arbitrary content; give it back after use. */
  take(): Uint32Array {
    return this.#free.pop() ?? this.#arena.u32(this.#wordCount)
  }

  /** A bitset without any row; give it back after use. */
  takeEmpty(): Uint32Array {
    const words = this.take()
    clearAll(words)
    return words
  }

  /** A copy of `words`; give it back after use. */
  copy(words: Uint32Array): Uint32Array {
    const copy = this.take()
    copyInto(copy, words)
    return copy
  }

  give(words: Uint32Array): void {
    this.#free.push(words)
  }

  /** Gives the memory back; nothing that was taken may be used any more. */
  release(): void {
    this.#arena.release()
  }
}
