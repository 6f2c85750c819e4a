import type { PackedTexts } from '../batch/chunk-batch.ts'
import type { PartReader } from '../checkpoint/part-reader.ts'
import type { PartWriter } from '../checkpoint/part-writer.ts'
import { type ByteSpan, compareBytes, hashBytes } from '../kernels/bytes.ts'
import type { Pattern } from '../kernels/texts.ts'
import { ARRAY_OVERHEAD_BYTES, type Arena } from '../memory/arena.ts'
import { CodeTable } from './code-table.ts'
import { DictionaryPage, PAGE_ENTRIES } from './dictionary-page.ts'
import type { SimilarPattern } from './similar-pattern.ts'
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
    return this.#addWritten(this.#write(text))
  }

  /** The codes of texts, 0 of those that are missing. */
  addAll(texts: (string | null)[] | PackedTexts): Uint32Array {
    if (Array.isArray(texts)) return Uint32Array.from(texts, (text) => (text === null ? 0 : this.add(text)))
    const { bytes, ends } = texts
    const codes = new Uint32Array(ends.length)
    let from = 0
    for (let i = 0; i < ends.length; i++) {
      const to = ends[i]
      if (to > from) codes[i] = this.#addBytes({ bytes, from, to })
      from = to
    }
    return codes
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
    this.#eachPage(firstCode, (page, entry, pageCode) => page.mark(pattern, entry, { table, firstCode: pageCode }))
  }

  /** The same for every code whose text has a word that begins like the pattern's. */
  markSimilar(pattern: SimilarPattern, firstCode: number, table: Uint32Array): void {
    this.#eachPage(firstCode, (page, entry, pageCode) =>
      page.markSimilar(pattern, entry, { table, firstCode: pageCode }),
    )
  }

  /** Whether the text of a code other than 0 has a word that begins like the pattern's. */
  isSimilar(pattern: SimilarPattern, code: number): boolean {
    return this.#pages[Math.floor((code - 1) / PAGE_ENTRIES)].isSimilar(pattern, (code - 1) % PAGE_ENTRIES)
  }

  /** Visits the pages that hold the codes from `firstCode` on, with the first such entry of each and the code of entry 0. */
  #eachPage(firstCode: number, visit: (page: DictionaryPage, entry: number, pageCode: number) => void): void {
    for (let page = Math.floor((firstCode - 1) / PAGE_ENTRIES); page < this.#pages.length; page++) {
      const pageCode = 1 + page * PAGE_ENTRIES
      visit(this.#pages[page], Math.max(0, firstCode - pageCode), pageCode)
    }
  }

  /** How many pages its texts fill. */
  get pageCount(): number {
    return this.#pages.length
  }

  savePage(page: number, part: PartWriter): void {
    this.#pages[page].save(part)
  }

  /** Takes the next page back. All pages but the last are full. */
  restorePage(part: PartReader): void {
    const page = DictionaryPage.restored(this.#arena, part)
    this.#pages.push(page)
    for (let entry = 0; entry < page.count; entry++) {
      const { bytes, from, to } = page.span(entry)
      this.#codes.add(hashBytes(bytes, from, to), this.#size++)
    }
  }

  /** The most that adding these texts can need. */
  boundBytes(texts: (string | null)[] | PackedTexts): number {
    const { count, sizeBytes } = sizeOf(texts)
    if (count === 0) return 0
    const newPages = 1 + Math.ceil(count / PAGE_ENTRIES)
    // A page holds twice what it needs at most.
    const pageBytes = 2 * (sizeBytes + count) + 8 * count + newPages * (2 * ARRAY_OVERHEAD_BYTES + 512)
    const lastPage = this.#pages.at(-1)?.boundBytes(count, 0) ?? 0
    return pageBytes + lastPage + this.#codes.boundBytes(count)
  }

  #addBytes({ bytes, from, to }: ByteSpan): number {
    const hash = hashBytes(bytes, from, to)
    this.#scratch.copy(bytes, from, to)
    this.#writtenBytes = to - from
    return this.#addWritten(hash)
  }

  #addWritten(hash: number): number {
    const found = this.#codes.find(hash, this.#isWritten)
    if (found !== 0) return found
    const code = this.#size++
    if ((code - 1) % PAGE_ENTRIES === 0) this.#pages.push(new DictionaryPage(this.#arena))
    this.#pages[this.#pages.length - 1].add(this.#scratch.bytes, this.#writtenBytes)
    this.#codes.add(hash, code)
    return code
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

function sizeOf(texts: (string | null)[] | PackedTexts): { count: number; sizeBytes: number } {
  if (!Array.isArray(texts)) return { count: texts.ends.length, sizeBytes: texts.bytes.length }
  let count = 0
  let units = 0
  for (const text of texts) {
    if (text === null) continue
    count++
    units += text.length
  }
  // A UTF-16 unit takes three bytes of UTF-8 at most.
  return { count, sizeBytes: 3 * units }
}
