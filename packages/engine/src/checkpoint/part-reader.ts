import type { Arena } from '../memory/arena.ts'
import { checksum } from './checksum.ts'
import { DamagedPartError } from './damaged-part-error.ts'
import { ALIGNMENT_BYTES, ARRAY_KINDS, aligned, PART_HEADER_BYTES, type SavedArray } from './part-writer.ts'

const decoder = new TextDecoder()

/** Reads what PartWriter wrote; throws DamagedPartError when it is something else. */
export class PartReader {
  readonly #bytes: Uint8Array<ArrayBuffer>
  readonly #view: DataView
  #at = PART_HEADER_BYTES

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    const isWhole = bytes.length >= PART_HEADER_BYTES && bytes.length % ALIGNMENT_BYTES === 0
    const words = isWhole ? new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4) : undefined
    if (words === undefined || words[0] !== checksum(words.subarray(1)))
      throw new DamagedPartError('Its checksum does not match.')
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset)
  }

  number(): number {
    if (this.#at + 8 > this.#bytes.length) throw unexpected()
    const value = this.#view.getFloat64(this.#at, true)
    this.#at += 8
    return value
  }

  text(): string {
    const bytes = this.#inPlace()
    if (!(bytes instanceof Uint8Array)) throw unexpected()
    return decoder.decode(bytes)
  }

  u8(arena: Arena): Uint8Array | undefined {
    return this.#copied(Uint8Array, (length) => arena.u8(length))
  }

  u16(arena: Arena): Uint16Array | undefined {
    return this.#copied(Uint16Array, (length) => arena.u16(length))
  }

  u32(arena: Arena): Uint32Array | undefined {
    return this.#copied(Uint32Array, (length) => arena.u32(length))
  }

  i32(arena: Arena): Int32Array | undefined {
    return this.#copied(Int32Array, (length) => arena.i32(length))
  }

  f64(arena: Arena): Float64Array | undefined {
    return this.#copied(Float64Array, (length) => arena.f64(length))
  }

  /** Numbers in whichever width they were held. */
  numbers(arena: Arena): Int32Array | Float64Array | undefined {
    return this.#nextKind() === Int32Array ? this.i32(arena) : this.f64(arena)
  }

  /** Codes in whichever width they were held. */
  codes(arena: Arena): Uint8Array | Uint16Array | Uint32Array | undefined {
    const kind = this.#nextKind()
    if (kind === Uint8Array) return this.u8(arena)
    return kind === Uint16Array ? this.u16(arena) : this.u32(arena)
  }

  #nextKind(): (typeof ARRAY_KINDS)[number] | undefined {
    const at = this.#at
    const kind = ARRAY_KINDS[this.number() - 1]
    this.#at = at
    return kind
  }

  #copied<A extends SavedArray>(kind: new (length: number) => A, allocate: (length: number) => A): A | undefined {
    const found = this.#inPlace()
    if (found === undefined) return undefined
    if (!(found instanceof kind)) throw unexpected()
    const copy = allocate(found.length)
    copy.set(found)
    return copy
  }

  #inPlace(): SavedArray | undefined {
    const kind = this.number()
    if (kind === 0) return undefined
    const Kind = ARRAY_KINDS[kind - 1]
    if (Kind === undefined) throw unexpected()
    const length = this.number()
    const from = this.#at
    const to = from + length * Kind.BYTES_PER_ELEMENT
    if (!(to <= this.#bytes.length)) throw unexpected()
    this.#at = aligned(to)
    return new Kind(this.#bytes.buffer, this.#bytes.byteOffset + from, length)
  }
}

/** The value, which has to be there. */
export function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw unexpected()
  return value
}

function unexpected(): DamagedPartError {
  return new DamagedPartError('It holds something else than expected.')
}
