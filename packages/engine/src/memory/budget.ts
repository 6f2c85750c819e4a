import { IndexFullError } from './index-full-error.ts'

/**
 * One shard's memory: what is in use, what is promised to batches that wait for their commit, and the limit.
 *
 * The limit is checked when memory is promised, never in the middle of a change, so a change that has begun always ends.
 */
export class Budget {
  readonly maxBytes: number
  usedBytes = 0
  #promisedBytes = 0

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes
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
