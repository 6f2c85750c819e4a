import { DamagedPartError } from '../checkpoint/damaged-part-error.ts'
import { type PartReader, required } from '../checkpoint/part-reader.ts'
import type { PartWriter } from '../checkpoint/part-writer.ts'
import { CHUNK_WORDS, toChunkNo, toLocal } from '../chunk.ts'
import { clearBits, countBits, hasBit, isZero, setBits } from '../kernels/bits.ts'
import { ARRAY_OVERHEAD_BYTES, type Arena } from '../memory/arena.ts'

const NONE = new Uint32Array(CHUNK_WORDS)

/** Which rows exist. */
export class AliveRows {
  readonly #arena: Arena
  readonly #byChunk = new Map<number, Uint32Array>()
  #chunkNos: number[] = []
  #count = 0

  constructor(arena: Arena) {
    this.#arena = arena
  }

  get count(): number {
    return this.#count
  }

  /** The chunks that have rows, ascending. */
  get chunkNos(): readonly number[] {
    return this.#chunkNos
  }

  get sizeBytes(): number {
    return this.#arena.usedBytes
  }

  /** The chunk's rows; not to be written to. */
  words(chunkNo: number): Uint32Array {
    return this.#byChunk.get(chunkNo) ?? NONE
  }

  has(rowNo: number): boolean {
    return hasBit(this.words(toChunkNo(rowNo)), toLocal(rowNo))
  }

  hasAny(chunkNo: number, locals: Uint16Array): boolean {
    const words = this.#byChunk.get(chunkNo)
    return words !== undefined && locals.some((local) => hasBit(words, local))
  }

  add(chunkNo: number, locals: Uint16Array): void {
    this.#count += setBits(this.#getOrAdd(chunkNo), locals)
  }

  remove(chunkNo: number, locals: Uint16Array): void {
    const words = this.#byChunk.get(chunkNo)
    if (words !== undefined) this.#count -= clearBits(words, locals)
  }

  /** Forgets a chunk that has no row left, and answers whether it was such a one. */
  dropEmpty(chunkNo: number): boolean {
    const words = this.#byChunk.get(chunkNo)
    if (words === undefined || !isZero(words)) return false
    this.#arena.free(words)
    this.#byChunk.delete(chunkNo)
    this.#chunkNos = this.#chunkNos.filter((each) => each !== chunkNo)
    return true
  }

  save(chunkNo: number, part: PartWriter): void {
    part.array(this.words(chunkNo))
  }

  restore(chunkNo: number, part: PartReader): void {
    if (this.#byChunk.has(chunkNo)) throw new DamagedPartError(`Chunk ${chunkNo} comes twice.`)
    const words = required(part.u32(this.#arena))
    this.#byChunk.set(chunkNo, words)
    this.#chunkNos = [...this.#chunkNos, chunkNo].sort((a, b) => a - b)
    this.#count += countBits(words)
  }

  boundBytes(chunkNo: number): number {
    return this.#byChunk.has(chunkNo) ? 0 : CHUNK_WORDS * 4 + ARRAY_OVERHEAD_BYTES
  }

  #getOrAdd(chunkNo: number): Uint32Array {
    const found = this.#byChunk.get(chunkNo)
    if (found !== undefined) return found
    const added = this.#arena.u32(CHUNK_WORDS)
    this.#byChunk.set(chunkNo, added)
    this.#chunkNos = [...this.#chunkNos, chunkNo].sort((a, b) => a - b)
    return added
  }
}
