import type { Budget } from './budget.ts'

/** What V8 keeps for a typed array beside its elements: 210 to 250 bytes on 64 bit, measured with Node 24. */
export const ARRAY_OVERHEAD_BYTES = 256

type TypedArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/**
 * Where one part of the index (a column, the sets) takes its arrays from; it counts them against the shard's budget.
 *
 * The only place that allocates what lives on, so that arrays in WebAssembly memory need a change here and nowhere else.
 */
export class Arena {
  readonly #budget: Budget
  #usedBytes = 0

  constructor(budget: Budget) {
    this.#budget = budget
  }

  get usedBytes(): number {
    return this.#usedBytes
  }

  u8(length: number): Uint8Array {
    return this.#counted(new Uint8Array(length))
  }

  u16(length: number): Uint16Array {
    return this.#counted(new Uint16Array(length))
  }

  u32(length: number): Uint32Array {
    return this.#counted(new Uint32Array(length))
  }

  i32(length: number): Int32Array {
    return this.#counted(new Int32Array(length))
  }

  f64(length: number): Float64Array {
    return this.#counted(new Float64Array(length))
  }

  /** Gives one array back. */
  free(array: TypedArray): void {
    this.#count(-array.byteLength - ARRAY_OVERHEAD_BYTES)
  }

  /** Gives everything back; nothing that came from here may be used any more. */
  release(): void {
    this.#count(-this.#usedBytes)
  }

  #counted<A extends TypedArray>(array: A): A {
    this.#count(array.byteLength + ARRAY_OVERHEAD_BYTES)
    return array
  }

  #count(sizeBytes: number): void {
    this.#usedBytes += sizeBytes
    this.#budget.usedBytes += sizeBytes
  }
}
