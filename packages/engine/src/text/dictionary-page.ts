import { type PartReader, required } from '../checkpoint/part-reader.ts'
import type { PartWriter } from '../checkpoint/part-writer.ts'
import type { ByteSpan } from '../kernels/bytes.ts'
import { type Marks, markSimilar, markTexts, type Pattern, type TextRun } from '../kernels/texts.ts'
import type { Arena } from '../memory/arena.ts'
import type { SimilarPattern } from './similar-pattern.ts'

/** Entries per page. A page is full after these, so growing copies one page of text at most. */
export const PAGE_ENTRIES = 1_024

const FIRST_BYTES = 256
const FIRST_ENTRIES = 16

/**
 * Up to 1,024 texts as one run of UTF-8 bytes, so that one search visits them all.
 *
 * A zero byte stands before the first and after every text; no text contains one, so it separates, and it anchors
 * searches for a start or an end.
 */
export class DictionaryPage {
  readonly #arena: Arena
  #bytes: Uint8Array
  /** Where each text ends: the position of the zero byte after it. */
  #ends: Uint32Array
  #count: number

  constructor(arena: Arena, { bytes, ends, count } = emptyPage(arena)) {
    this.#arena = arena
    this.#bytes = bytes
    this.#ends = ends
    this.#count = count
  }

  static restored(arena: Arena, part: PartReader): DictionaryPage {
    const [bytes, ends] = [required(part.u8(arena)), required(part.u32(arena))]
    return new DictionaryPage(arena, { bytes, ends, count: ends.length })
  }

  /** How many texts it has. */
  get count(): number {
    return this.#count
  }

  save(part: PartWriter): void {
    part.array(this.#bytes.subarray(0, this.#usedBytes))
    part.array(this.#ends.subarray(0, this.#count))
  }

  /** Appends the first `length` of `bytes` as the next text. */
  add(bytes: Uint8Array, length: number): void {
    const start = this.#usedBytes
    const end = start + length
    if (end + 1 > this.#bytes.length) this.#resizeBytes(Math.max(end + 1, this.#bytes.length * 2))
    if (this.#count === this.#ends.length) this.#resizeEnds()
    // Copying a short text byte by byte is faster than making a view of it.
    for (let i = 0; i < length; i++) this.#bytes[start + i] = bytes[i]
    this.#ends[this.#count++] = end
    if (this.#count === PAGE_ENTRIES) this.#resizeBytes(end + 1)
  }

  /** The most that appending so many texts of together so many bytes can need. */
  boundBytes(newEntries: number, newBytes: number): number {
    const entries = Math.min(PAGE_ENTRIES, 2 * (this.#count + newEntries))
    return Math.max(0, 2 * (this.#usedBytes + newBytes + newEntries) - this.#bytes.length) + 4 * entries
  }

  span(entry: number): ByteSpan {
    return { bytes: this.#bytes, from: this.#startOf(entry), to: this.#ends[entry] }
  }

  /** Sets the bit of `firstCode + entry` in `table` for every entry from `firstEntry` on that holds the pattern. */
  mark(pattern: Pattern, firstEntry: number, into: Marks): void {
    markTexts(this.#runFrom(firstEntry), pattern, into)
  }

  /** The same for every entry with a word that begins like the pattern's. */
  markSimilar(pattern: SimilarPattern, firstEntry: number, into: Marks): void {
    markSimilar(this.#runFrom(firstEntry), pattern, into)
  }

  isSimilar(pattern: SimilarPattern, entry: number): boolean {
    const run = { ...this.#runFrom(entry), to: this.#ends[entry] + 1 }
    const table = new Uint32Array(1)
    markSimilar(run, pattern, { table, firstCode: -entry })
    return table[0] !== 0
  }

  #runFrom(firstEntry: number): TextRun {
    const from = this.#startOf(firstEntry) - 1
    return { bytes: this.#bytes, from, to: this.#usedBytes, ends: this.#ends, firstEntry }
  }

  get #usedBytes(): number {
    return this.#startOf(this.#count)
  }

  #startOf(entry: number): number {
    return entry === 0 ? 1 : this.#ends[entry - 1] + 1
  }

  #resizeBytes(length: number): void {
    const old = this.#bytes
    this.#bytes = this.#arena.u8(length)
    this.#bytes.set(old.length > length ? old.subarray(0, length) : old)
    this.#arena.free(old)
  }

  #resizeEnds(): void {
    const old = this.#ends
    this.#ends = this.#arena.u32(old.length * 2)
    this.#ends.set(old)
    this.#arena.free(old)
  }
}

function emptyPage(arena: Arena) {
  return { bytes: arena.u8(FIRST_BYTES), ends: arena.u32(FIRST_ENTRIES), count: 0 }
}
