import { type Sample, sampleBucket } from '@rollcall/filters'
import { ID_BYTES } from '../batch/to-id-bytes.ts'
import type { PartReader } from '../checkpoint/part-reader.ts'
import type { PartWriter } from '../checkpoint/part-writer.ts'
import { CHUNK_ROWS } from '../chunk.ts'
import { toCapacity } from '../columns/growth.ts'
import { listBits } from '../kernels/bits.ts'
import { ARRAY_OVERHEAD_BYTES, Arena } from '../memory/arena.ts'
import type { Budget } from '../memory/budget.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { Probe } from '../query/probe.ts'

/** Hashing takes about 1 µs a row, so buckets are kept for the salts asked about last. */
const KEPT_SALTS = 8

/** One more than the bucket of a row under a salt, by chunk; 0 is not known yet. */
type Buckets = Map<number, Uint16Array>

/** The ids of contacts, which samples are drawn by. Rows without one have an id of zeros. */
export class SampleIds {
  readonly #arena: Arena
  readonly #pool: WordPool
  readonly #chunks = new Map<number, Uint8Array>()
  readonly #buckets = new Map<string, Buckets>()

  constructor(budget: Budget, pool: WordPool) {
    this.#arena = new Arena(budget)
    this.#pool = pool
  }

  get sizeBytes(): number {
    return this.#arena.usedBytes
  }

  /** Replaces the ids of rows: 16 bytes each, or nothing when none has any. */
  write(chunkNo: number, locals: Uint16Array, ids: Uint8Array): void {
    if (ids.length === 0) this.clear(chunkNo, locals)
    else {
      const held = this.#withRoom(chunkNo, locals[locals.length - 1])
      for (let i = 0; i < locals.length; i++) {
        held.set(ids.subarray(i * ID_BYTES, (i + 1) * ID_BYTES), locals[i] * ID_BYTES)
      }
      this.#forgetBuckets(chunkNo, locals)
    }
  }

  clear(chunkNo: number, locals: Uint16Array): void {
    const held = this.#chunks.get(chunkNo)
    if (held === undefined) return
    for (const local of locals) held.fill(0, local * ID_BYTES, (local + 1) * ID_BYTES)
    this.#forgetBuckets(chunkNo, locals)
  }

  /** Gives a chunk's memory back, whose ids are all gone. */
  dropChunk(chunkNo: number): void {
    const held = this.#chunks.get(chunkNo)
    if (held !== undefined) this.#arena.free(held)
    this.#chunks.delete(chunkNo)
    for (const buckets of this.#buckets.values()) buckets.delete(chunkNo)
  }

  save(chunkNo: number, part: PartWriter): void {
    part.array(this.#chunks.get(chunkNo))
  }

  restore(chunkNo: number, part: PartReader): void {
    const ids = part.u8(this.#arena)
    if (ids !== undefined) this.#chunks.set(chunkNo, ids)
  }

  /** The most memory that `write` can need. */
  boundBytes(chunkNo: number, locals: Uint16Array, ids: Uint8Array): number {
    if (ids.length === 0) return 0
    const held = this.#chunks.get(chunkNo)?.length ?? 0
    return Math.max(0, toCapacity(locals[locals.length - 1]) * ID_BYTES - held) + ARRAY_OVERHEAD_BYTES
  }

  /** Keeps the rows that a sample draws. */
  probe({ salt, from, to }: Sample): Probe {
    const buckets = this.#bucketsOf(salt)
    return {
      cost: 200,
      share: Math.max(0, Math.min(1, (to - from) / 10_000)),
      narrow: (chunkNo, words) => {
        const known = this.#known(buckets, chunkNo)
        const { locals } = this.#pool
        const count = listBits(words, locals)
        for (let i = 0; i < count; i++) {
          const local = locals[i]
          if (known[local] === 0) known[local] = 1 + sampleBucket(salt, this.#idOf(chunkNo, local))
          if (known[local] <= from || known[local] > to) words[local >>> 5] &= ~(1 << (local & 31))
        }
      },
    }
  }

  release(): void {
    this.#arena.release()
  }

  #idOf(chunkNo: number, local: number): Uint8Array {
    const held = this.#chunks.get(chunkNo)
    return held !== undefined && local * ID_BYTES < held.length
      ? held.subarray(local * ID_BYTES, (local + 1) * ID_BYTES)
      : NO_ID
  }

  #bucketsOf(salt: string): Buckets {
    const found = this.#buckets.get(salt) ?? new Map()
    this.#buckets.delete(salt)
    this.#buckets.set(salt, found)
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size <= KEPT_SALTS) break
      this.#buckets.delete(oldest)
    }
    return found
  }

  #known(buckets: Buckets, chunkNo: number): Uint16Array {
    const found = buckets.get(chunkNo) ?? new Uint16Array(CHUNK_ROWS)
    buckets.set(chunkNo, found)
    return found
  }

  #forgetBuckets(chunkNo: number, locals: Uint16Array): void {
    for (const buckets of this.#buckets.values()) {
      const known = buckets.get(chunkNo)
      if (known !== undefined) for (const local of locals) known[local] = 0
    }
  }

  #withRoom(chunkNo: number, local: number): Uint8Array {
    const held = this.#chunks.get(chunkNo)
    const length = toCapacity(local) * ID_BYTES
    if (held !== undefined && held.length >= length) return held
    const longer = this.#arena.u8(length)
    if (held !== undefined) {
      longer.set(held)
      this.#arena.free(held)
    }
    this.#chunks.set(chunkNo, longer)
    return longer
  }
}

const NO_ID = new Uint8Array(ID_BYTES)
