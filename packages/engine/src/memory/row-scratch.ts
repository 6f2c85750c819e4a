import { countBits, listBits } from '../kernels/bits.ts'

/** Above this many rows, a whole array is filled faster than places of it. */
const FEW_ROWS = 4_096

/** Room for one number per row of a chunk, or of fewer rows, used again and again; whoever takes it resets the rows that it asks about. */
export class RowScratch {
  readonly #rowCount: number
  readonly #locals: Uint16Array
  #counts: Uint32Array | undefined
  #amounts: Uint32Array | undefined
  #numbers: Float64Array | undefined

  constructor(rowCount: number) {
    this.#rowCount = rowCount
    this.#locals = new Uint16Array(rowCount)
  }

  /** How many entries a row has. */
  get counts(): Uint32Array {
    this.#counts ??= new Uint32Array(this.#rowCount)
    return this.#counts
  }

  /** How many numbers a row has. */
  get amounts(): Uint32Array {
    this.#amounts ??= new Uint32Array(this.#rowCount)
    return this.#amounts
  }

  /** What a row's numbers come to. */
  get numbers(): Float64Array {
    this.#numbers ??= new Float64Array(this.#rowCount)
    return this.#numbers
  }

  /** Gives the rows of a bitset a value; what others have is then of no meaning. */
  reset(values: Uint32Array | Float64Array, words: Uint32Array, value: number): void {
    if (countBits(words) > FEW_ROWS) {
      values.fill(value)
      return
    }
    const count = listBits(words, this.#locals)
    for (let i = 0; i < count; i++) values[this.#locals[i]] = value
  }
}
