/** One record of a CSV file and the line where it begins (the first is 1), or why it could not be read. */
export type CsvRecord = { line: number; cells: string[]; problem?: string }

export type CsvFormat = { delimiter: string; newline: '\n' | '\r' }

/** Longest record in characters, over however many lines; a cell of an address book is far below it. */
export const LONGEST_RECORD = 1_048_576
// Enough of a record that is refused for its length to recognise it by.
const SHOWN_LENGTH = 1_000

const UNCLOSED = 'A quote is opened and never closed.'
const TOO_LONG = `The row is longer than ${LONGEST_RECORD} characters.`
const NOT_TEXT = 'The row has bytes that are no text in the encoding of the file.'

/**
 * Reads CSV (RFC 4180) as people really send it: quotes inside a cell need not be doubled, lines end in any way, blank lines are
 * skipped. A quote that is never closed costs its own line only: the reader goes back to it, which no library does. Memory is
 * bounded by the longest record.
 */
export class CsvReader {
  readonly #format: CsvFormat
  readonly #opening: RegExp
  readonly #closing: RegExp
  readonly #plain: RegExp
  #text = ''
  #line = 1
  #isSkipping = false

  constructor(format: CsvFormat) {
    this.#format = format
    const space = format.delimiter === '\t' ? ' ' : ' \\t'
    this.#opening = new RegExp(`[${space}]*"`, 'y')
    const delimiter = RegExp.escape(format.delimiter)
    this.#closing = new RegExp(`"[${space}]*(${delimiter}|\\r?${format.newline}|\\r?$)`, 'y')
    this.#plain = new RegExp(`[^${delimiter}${format.newline}]*`, 'y')
  }

  /** The records that this text completes; what is left waits for more. */
  push(text: string): CsvRecord[] {
    this.#text += text
    return this.#read(false)
  }

  /** The records that the end of the file completes. */
  end(): CsvRecord[] {
    return this.#read(true)
  }

  #read(isEnd: boolean): CsvRecord[] {
    const records: CsvRecord[] = []
    let at = 0
    while (at < this.#text.length) {
      const read = this.#readAt(at, isEnd)
      if (!read) break
      if (read.record) records.push(read.record)
      this.#line += read.lines
      at = read.next
    }
    this.#text = this.#text.slice(at)
    return records
  }

  /** The record at this place, or a line without one; undefined when it may go on in text that is still to come. */
  #readAt(at: number, isEnd: boolean): Read | undefined {
    const newline = this.#text.indexOf(this.#format.newline, at)
    if (newline === -1 && !isEnd) return this.#text.length - at > LONGEST_RECORD ? this.#startSkipping(at) : undefined
    const end = newline === -1 ? this.#text.length : newline
    const next = newline === -1 ? end : newline + 1
    if (this.#isSkipping) return this.#stopSkipping(next)
    const line = this.#text.slice(at, this.#text[end - 1] === '\r' && end > at ? end - 1 : end)
    if (line.length > LONGEST_RECORD) return this.#refuse(line, { next, problem: TOO_LONG })
    if (!line.includes('"')) return this.#accept(line.split(this.#format.delimiter), { text: line, next, lines: 1 })
    const quoted = this.#readQuoted(at, isEnd)
    if (quoted === 'incomplete') return undefined
    if (quoted === 'unclosed') return this.#refuse(line, { next, problem: UNCLOSED })
    const text = this.#text.slice(at, quoted.next)
    return this.#accept(quoted.cells, { text, next: quoted.next, lines: this.#countLines(text) })
  }

  #accept(cells: string[], { text, next, lines }: { text: string; next: number; lines: number }): Read {
    if (cells.every((cell) => cell.trim() === '')) return { next, lines }
    const isText = !text.includes('\ufffd')
    return { record: { line: this.#line, cells, ...(!isText && { problem: NOT_TEXT }) }, next, lines }
  }

  #refuse(line: string, { next, problem }: { next: number; problem: string }): Read {
    const cells = line.slice(0, SHOWN_LENGTH).split(this.#format.delimiter)
    return { record: { line: this.#line, cells, problem }, next, lines: 1 }
  }

  #startSkipping(at: number): Read {
    const line = this.#text.slice(at, at + SHOWN_LENGTH)
    const read = { next: this.#text.length, lines: 0 }
    if (this.#isSkipping) return read
    this.#isSkipping = true
    return { ...this.#refuse(line, { next: 0, problem: TOO_LONG }), ...read }
  }

  #stopSkipping(next: number): Read {
    this.#isSkipping = false
    return { next, lines: 1 }
  }

  #readQuoted(start: number, isEnd: boolean): { cells: string[]; next: number } | 'incomplete' | 'unclosed' {
    const cells: string[] = []
    let at = start
    for (;;) {
      const cell = this.#readCell(at, isEnd)
      if (cell === 'incomplete') return this.#text.length - start > LONGEST_RECORD ? 'unclosed' : cell
      if (cell === 'unclosed' || cell.next - start > LONGEST_RECORD) return 'unclosed'
      cells.push(cell.text)
      at = cell.next
      if (cell.isLast) return { cells, next: at }
    }
  }

  #readCell(at: number, isEnd: boolean): Cell | 'incomplete' | 'unclosed' {
    this.#opening.lastIndex = at
    if (this.#opening.test(this.#text)) return this.#readQuotedCell(this.#opening.lastIndex, isEnd)
    this.#plain.lastIndex = at
    const text = this.#plain.exec(this.#text)?.[0] ?? ''
    const end = at + text.length
    if (this.#text[end] === this.#format.delimiter) return { text, next: end + 1, isLast: false }
    if (end === this.#text.length && !isEnd) return 'incomplete'
    return { text: text.replace(/\r$/, ''), next: Math.min(end + 1, this.#text.length), isLast: true }
  }

  /** The cell whose text begins here, after its quote. */
  #readQuotedCell(start: number, isEnd: boolean): Cell | 'incomplete' | 'unclosed' {
    let text = ''
    let from = start
    let isInLaterLine = false
    for (;;) {
      const quote = this.#text.indexOf('"', from)
      if (quote === -1) return isEnd ? 'unclosed' : 'incomplete'
      this.#closing.lastIndex = quote
      const closing = this.#closing.exec(this.#text)
      if (closing) {
        const isAtEnd = this.#closing.lastIndex === this.#text.length && closing[1] !== this.#format.delimiter
        if (isAtEnd && !isEnd && !closing[1]?.endsWith(this.#format.newline)) return 'incomplete'
        const isLast = closing[1] !== this.#format.delimiter
        return { text: text + this.#text.slice(from, quote), next: this.#closing.lastIndex, isLast }
      }
      const part = this.#text.slice(from, quote + 1)
      isInLaterLine ||= part.includes(this.#format.newline)
      const isDoubled = this.#text[quote + 1] === '"'
      // A stray quote is part of the text, but in a later line it rather means that the cell was never closed.
      if (!isDoubled && isInLaterLine) return 'unclosed'
      text += part
      from = quote + (isDoubled ? 2 : 1)
    }
  }

  #countLines(text: string): number {
    let lines = text.endsWith(this.#format.newline) ? 0 : 1
    for (let at = text.indexOf(this.#format.newline); at !== -1; at = text.indexOf(this.#format.newline, at + 1))
      lines += 1
    return lines
  }
}

type Read = { record?: CsvRecord; next: number; lines: number }
type Cell = { text: string; next: number; isLast: boolean }
