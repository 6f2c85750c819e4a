import { type ByteSpan, compareBytes, hashBytes } from '../kernels/bytes.ts'
import type { Pattern } from '../kernels/texts.ts'
import { ARRAY_OVERHEAD_BYTES, type Arena } from '../memory/arena.ts'
import { CodeTable } from './code-table.ts'
import { DictionaryPage, PAGE_ENTRIES } from './dictionary-page.ts'
import { Utf8Scratch } from './utf8-scratch.ts'

const decoder = new TextDecoder()

/**
 * The distinct texts of one column in one shard, numbered from 1; 0 is missing.
 *
 * It only grows: a code never changes its text, so whatever was found out about the codes below `size` stays true.
 * Texts that no row has any more stay until the project is loaded again.
 */
export class Dictionary {
  readonly #arena: Arena
  readonly #codes: CodeTable
  readonly #pages: DictionaryPage[] = []
  readonly #scratch = new Utf8Scratch()
  #writtenBytes = 0
  #size = 1

  constructor(arena: Arena) {
    this.#arena = arena
    this.#codes = new CodeTable(arena)
  }

  /** One more than the highest code. */
  get size(): number {
    return this.#size
  }

  /** The text's code, a new one when the text is new. */
  add(text: string): number {
    const hash = this.#write(text)
    const found = this.#codes.find(hash, this.#isWritten)
    if (found !== 0) return found
    const code = this.#size++
    if ((code - 1) % PAGE_ENTRIES === 0) this.#pages.push(new DictionaryPage(this.#arena))
    this.#pages[this.#pages.length - 1].add(this.#scratch.bytes, this.#writtenBytes)
    this.#codes.add(hash, code)
    return code
  }

  /** The text's code, or 0 when no row ever had it. */
  find(text: string): number {
    return this.#codes.find(this.#write(text), this.#isWritten)
  }

  /** The text of a code other than 0. */
  text(code: number): string {
    const { bytes, from, to } = this.span(code)
    return decoder.decode(bytes.subarray(from, to))
  }

  span(code: number): ByteSpan {
    return this.#pages[Math.floor((code - 1) / PAGE_ENTRIES)].span((code - 1) % PAGE_ENTRIES)
  }

  /** How the text of a code other than 0 sorts against another text: by code points. */
  compare(code: number, other: ByteSpan): number {
    return compareBytes(this.span(code), other)
  }

  /** Sets the bit in `table` of every code from `firstCode` (at least 1) on whose text holds the pattern. */
  mark(pattern: Pattern, firstCode: number, table: Uint32Array): void {
    for (let page = Math.floor((firstCode - 1) / PAGE_ENTRIES); page < this.#pages.length; page++) {
      const pageCode = 1 + page * PAGE_ENTRIES
      this.#pages[page].mark(pattern, Math.max(0, firstCode - pageCode), { table, firstCode: pageCode })
    }
  }

  /** The most that adding these texts can need. */
  boundBytes(texts: (string | null)[]): number {
    let count = 0
    let units = 0
    for (const text of texts) {
      if (text === null) continue
      count++
      units += text.length
    }
    if (count === 0) return 0
    const newPages = 1 + Math.ceil(count / PAGE_ENTRIES)
    // A UTF-16 unit takes three bytes of UTF-8 at most, and a page holds twice what it needs at most.
    const pageBytes = 2 * (3 * units + count) + 8 * count + newPages * (2 * ARRAY_OVERHEAD_BYTES + 512)
    const lastPage = this.#pages.at(-1)?.boundBytes(count, 0) ?? 0
    return pageBytes + lastPage + this.#codes.boundBytes(count)
  }

  #write(text: string): number {
    this.#writtenBytes = this.#scratch.write(text)
    return hashBytes(this.#scratch.bytes, 0, this.#writtenBytes)
  }

  readonly #isWritten = (code: number): boolean => {
    const { bytes, from, to } = this.span(code)
    if (to - from !== this.#writtenBytes) return false
    for (let i = from; i < to; i++) if (bytes[i] !== this.#scratch.bytes[i - from]) return false
    return true
  }
}
