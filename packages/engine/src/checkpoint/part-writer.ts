import { checksum } from './checksum.ts'

/** The arrays that the index is made of. */
export type SavedArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/** What stands before an array; absent ones are all that 0 says. */
export const ARRAY_KINDS = [Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array] as const

/** Arrays begin at a multiple of this, so that they can be read in place. */
export const ALIGNMENT_BYTES = 8

/** Its checksum stands before everything else. */
export const PART_HEADER_BYTES = 8

const encoder = new TextEncoder()

/** Writes one part of a checkpoint: numbers, texts and arrays, to be read back by PartReader in the same order. */
export class PartWriter {
  #bytes = new Uint8Array(65_536)
  #view = new DataView(this.#bytes.buffer)
  #usedBytes = PART_HEADER_BYTES

  number(value: number): void {
    this.#makeRoom(8)
    this.#view.setFloat64(this.#usedBytes, value, true)
    this.#usedBytes += 8
  }

  text(text: string): void {
    const bytes = encoder.encode(text)
    this.array(bytes)
  }

  array(array: SavedArray | undefined): void {
    this.number(array === undefined ? 0 : 1 + kindOf(array))
    if (array === undefined) return
    this.number(array.length)
    this.#makeRoom(array.byteLength)
    this.#bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), this.#usedBytes)
    this.#usedBytes = aligned(this.#usedBytes + array.byteLength)
  }

  /** The part, which begins with its checksum; its length is a multiple of 8. */
  finish(): Uint8Array<ArrayBuffer> {
    const bytes = this.#bytes.slice(0, this.#usedBytes)
    const words = new Uint32Array(bytes.buffer)
    words[0] = checksum(words.subarray(1))
    return bytes
  }

  #makeRoom(sizeBytes: number): void {
    const needed = this.#usedBytes + sizeBytes + ALIGNMENT_BYTES
    if (needed <= this.#bytes.length) return
    const longer = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
    longer.set(this.#bytes.subarray(0, this.#usedBytes))
    this.#bytes = longer
    this.#view = new DataView(longer.buffer)
  }
}

function kindOf(array: SavedArray): number {
  return ARRAY_KINDS.findIndex((kind) => array instanceof kind)
}

/** The next multiple of ALIGNMENT_BYTES. */
export function aligned(sizeBytes: number): number {
  return Math.ceil(sizeBytes / ALIGNMENT_BYTES) * ALIGNMENT_BYTES
}
