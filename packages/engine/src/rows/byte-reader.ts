import { CorruptBitmapError } from './corrupt-bitmap-error.ts'

/** Reads little-endian integers one after the other and refuses to read past the end. */
export class ByteReader {
  readonly #view: DataView
  readonly #end: number
  #at: number

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#at = start
    this.#end = end
  }

  get isAtEnd(): boolean {
    return this.#at === this.#end
  }

  u8(): number {
    return this.#view.getUint8(this.#skip(1))
  }

  u16(): number {
    return this.#view.getUint16(this.#skip(2), true)
  }

  u32(): number {
    return this.#view.getUint32(this.#skip(4), true)
  }

  #skip(sizeBytes: number): number {
    const at = this.#at
    this.#at += sizeBytes
    if (this.#at > this.#end) throw new CorruptBitmapError('they end too early')
    return at
  }
}
