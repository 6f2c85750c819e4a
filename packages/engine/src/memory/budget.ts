import { IndexFullError } from './index-full-error.ts'

/** A memory has 4 GiB; the rest is room for what lies unused between blocks. */
const KERNEL_MEMORY_BYTES = 3.75 * 2 ** 30

/**
 * One shard's memory: what is in use, what is promised to batches that wait for their commit, and the limit.
 *
 * The limit is checked when memory is promised, never in the middle of a change, so a change that has begun always ends.
 */
export class Budget {
  readonly maxBytes: number
  /** Whether arrays stand in kernel memory and live until they are given back. */
  readonly inKernelMemory: boolean
  usedBytes = 0
  /** All that was ever taken, given back or not: what a change copies is part of it. */
  takenBytes = 0
  #promisedBytes = 0

  constructor(maxBytes: number, { inKernelMemory = false } = {}) {
    this.maxBytes = inKernelMemory ? Math.min(maxBytes, KERNEL_MEMORY_BYTES) : maxBytes
    this.inKernelMemory = inKernelMemory
  }

  /** Sets memory aside, or throws IndexFullError. */
  promise(sizeBytes: number): void {
    const neededBytes = this.usedBytes + this.#promisedBytes + sizeBytes
    if (neededBytes > this.maxBytes) {
      throw new IndexFullError(
        `The audience index is full: this change may need up to ${neededBytes} bytes in one shard and ${this.maxBytes} are allowed. ` +
          'Nothing was changed. Allow more memory, add a shard, or unload a project.',
      )
    }
    this.#promisedBytes += sizeBytes
  }

  /** Gives a promise back, because its change was made or abandoned. */
  settle(sizeBytes: number): void {
    this.#promisedBytes -= sizeBytes
  }
}
