import type { PackedTexts } from '@rollcall/engine'
import { ESCAPED, type JsonValues, TEXT } from './json-values.ts'

const encoder = new TextEncoder()

/** Makes a column of texts out of bytes, one text per row. */
export class TextPacker {
  #bytes = new Uint8Array(512)
  #usedBytes = 0
  #ends = new Uint32Array(32)
  #count = 0

  /** Adds bytes to the text at hand. */
  write(bytes: Uint8Array, from: number, to: number): void {
    this.#makeRoom(to - from)
    const start = this.#usedBytes - from
    for (let i = from; i < to; i++) this.#bytes[start + i] = bytes[i]
    this.#usedBytes += to - from
  }

  /** Adds a byte and what `write` adds; nothing when that is nothing. */
  writeAfter(byte: number, write: () => void): void {
    this.#makeRoom(1)
    this.#bytes[this.#usedBytes++] = byte
    const before = this.#usedBytes
    write()
    if (this.#usedBytes === before) this.#usedBytes--
  }

  writeText(text: string): void {
    this.#makeRoom(text.length * 3)
    this.#usedBytes += encoder.encodeInto(text, this.#bytes.subarray(this.#usedBytes)).written
  }

  /** Adds ASCII in lower case; answers false, having added nothing, when the bytes are no ASCII. */
  writeLowered(bytes: Uint8Array, from: number, to: number): boolean {
    this.#makeRoom(to - from)
    const start = this.#usedBytes - from
    for (let i = from; i < to; i++) {
      const byte = bytes[i]
      if (byte > 0x7f) return false
      this.#bytes[start + i] = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte
    }
    this.#usedBytes += to - from
    return true
  }

  /** Adds a text of a JSON object; nothing when another kind of value stands there. */
  writeJson(values: JsonValues, key: number): void {
    if (values.kind[key] === TEXT) this.write(values.bytes, values.from(key), values.to(key))
    else if (values.kind[key] === ESCAPED) this.writeText(values.text(key))
  }

  /** Whether nothing was written of the text at hand. */
  get isEmpty(): boolean {
    return this.#usedBytes === (this.#count === 0 ? 0 : this.#ends[this.#count - 1])
  }

  /** The text at hand is complete; an empty one is missing. */
  end(): void {
    if (this.#count === this.#ends.length) this.#ends = longer(this.#ends, this.#count * 2)
    this.#ends[this.#count++] = this.#usedBytes
  }

  take(): PackedTexts {
    return { bytes: this.#bytes.slice(0, this.#usedBytes), ends: this.#ends.slice(0, this.#count) }
  }

  #makeRoom(sizeBytes: number): void {
    if (this.#usedBytes + sizeBytes <= this.#bytes.length) return
    this.#bytes = longer(this.#bytes, Math.max(this.#usedBytes + sizeBytes, this.#bytes.length * 2))
  }
}

function longer<A extends Uint8Array | Uint32Array>(array: A, length: number): A {
  // why: the array that is made is of the same kind, which TypeScript does not know of constructors.
  const made = new (array.constructor as new (length: number) => A)(length)
  made.set(array)
  return made
}
