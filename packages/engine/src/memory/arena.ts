import { kernelBuffer, native } from '../kernels/native.ts'
import type { Budget } from './budget.ts'
import { IndexFullError } from './index-full-error.ts'

/**
 * What a typed array takes beside its elements, measured with Node 24 on 64 bit: 187 bytes for the array, and in kernel
 * memory 20 for its links and 16 at most for rounding.
 */
export const ARRAY_OVERHEAD_BYTES = 224

type TypedArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/**
 * Where one part of the index (a column, the sets) takes its arrays from; it counts them against the shard's budget.
 *
 * The only place that allocates what lives on. What lives on stands in kernel memory, must be given back, and is used
 * again; the arena of a budget that is not `inKernelMemory` takes arrays that are collected like any others.
 */
export class Arena {
  readonly #budget: Budget
  #usedBytes = 0
  /** The arena's blocks in kernel memory, once it has any. */
  #blocks: number | undefined

  constructor(budget: Budget) {
    this.#budget = budget
  }

  get usedBytes(): number {
    return this.#usedBytes
  }

  u8(length: number): Uint8Array {
    const at = this.#take(length)
    return at === undefined ? new Uint8Array(length) : new Uint8Array(kernelBuffer(), at, length)
  }

  u16(length: number): Uint16Array {
    const at = this.#take(length * 2)
    return at === undefined ? new Uint16Array(length) : new Uint16Array(kernelBuffer(), at, length)
  }

  u32(length: number): Uint32Array {
    const at = this.#take(length * 4)
    return at === undefined ? new Uint32Array(length) : new Uint32Array(kernelBuffer(), at, length)
  }

  i32(length: number): Int32Array {
    const at = this.#take(length * 4)
    return at === undefined ? new Int32Array(length) : new Int32Array(kernelBuffer(), at, length)
  }

  f64(length: number): Float64Array {
    const at = this.#take(length * 8)
    return at === undefined ? new Float64Array(length) : new Float64Array(kernelBuffer(), at, length)
  }

  /** Gives one array back, which may not be used any more. */
  free(array: TypedArray): void {
    this.#count(-array.byteLength - ARRAY_OVERHEAD_BYTES)
    if (this.#blocks !== undefined) native.give(array.byteOffset)
  }

  /** Gives everything back; nothing that came from here may be used any more. */
  release(): void {
    this.#count(-this.#usedBytes)
    if (this.#blocks !== undefined) native.release(this.#blocks)
    this.#blocks = undefined
  }

  /** The place of so many zero bytes in kernel memory, if that is where the arrays stand. */
  #take(sizeBytes: number): number | undefined {
    const at = this.#budget.inKernelMemory ? this.#takeBlock(sizeBytes) : undefined
    this.#budget.takenBytes += sizeBytes
    this.#count(sizeBytes + ARRAY_OVERHEAD_BYTES)
    return at
  }

  #takeBlock(sizeBytes: number): number {
    try {
      this.#blocks ??= native.openArena()
      return native.take(this.#blocks, sizeBytes) >>> 0
    } catch {
      throw new IndexFullError(
        `The audience index is full: the machine gave no ${sizeBytes} bytes more. Allow fewer bytes to each shard, or add memory.`,
      )
    }
  }

  #count(sizeBytes: number): void {
    this.#usedBytes += sizeBytes
    this.#budget.usedBytes += sizeBytes
  }
}
