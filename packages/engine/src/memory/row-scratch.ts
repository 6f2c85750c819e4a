import { countBits, fillAll, listBits } from '../kernels/bits.ts'
import type { Arena } from './arena.ts'

/** Above this many rows, a whole array is filled faster than places of it. */
const FEW_ROWS = 4_096

/** Room for one number per row of a chunk, or of fewer rows, used again and again; whoever takes it resets the rows that it asks about. */
export class RowScratch {
  readonly #arena: Arena
  readonly #rowCount: number
  readonly #locals: Uint16Array
  #counts: Uint32Array | undefined
  #amounts: Uint32Array | undefined
  #numbers: Float64Array | undefined

  constructor(arena: Arena, rowCount: number) {
    this.#arena = arena
    this.#rowCount = rowCount
    this.#locals = arena.u16(rowCount)
  }

  /** How many entries a row has. */
  get counts(): Uint32Array {
    this.#counts ??= this.#arena.u32(this.#rowCount)
    return this.#counts
  }

  /** How many numbers a row has. */
  get amounts(): Uint32Array {
    this.#amounts ??= this.#arena.u32(this.#rowCount)
    return this.#amounts
  }

  /** What a row's numbers come to. */
  get numbers(): Float64Array {
    this.#numbers ??= this.#arena.f64(this.#rowCount)
    return this.#numbers
  }

  /** Gives the rows of a bitset a value; what others have is then of no meaning. */
  reset(values: Uint32Array | Float64Array, words: Uint32Array, value: number): void {
    if (countBits(words) > FEW_ROWS) {
      fillAll(values, value)
      return
    }
    const count = listBits(words, this.#locals)
    for (let i = 0; i < count; i++) values[this.#locals[i]] = value
  }
}
