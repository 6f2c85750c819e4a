import { type FileHandle, open, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { toCsvLine } from '../contacts/csv/to-csv-line.ts'
import { numberText } from '../contacts/xlsx/cell-format.ts'
import { FileProblem } from './file-problem.ts'
import { openParts, readPart } from './xlsx-parts.ts'
import { readSheets, readWorkbook, textCollector, type Workbook } from './xlsx-workbook.ts'

/** What a file is by its first bytes: a zip may be a workbook, the other is Excel's format until 2003. */
async function looksLike(path: string): Promise<'zip' | 'xls' | 'locked' | 'text'> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
    const magic = buffer.toString('hex')
    if (magic === '504b0304') return 'zip'
    if (magic !== 'd0cf11e0') return 'text'
    return (await isEncrypted(file)) ? 'locked' : 'xls'
  } finally {
    await file.close()
  }
}

// A workbook with a password is wrapped into the old container, as a stream of this name. Source: MS-OFFCRYPTO 1.3.2; the
// directory's place by MS-CFB 2.2.
async function isEncrypted(file: FileHandle): Promise<boolean> {
  const { buffer: head } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
  const sectorBytes = 2 ** Math.min(head.readUInt16LE(30), 12)
  const place = (head.readUInt32LE(48) + 1) * sectorBytes
  const { buffer: directory } = await file.read(Buffer.alloc(DIRECTORY_BYTES), 0, DIRECTORY_BYTES, place)
  return directory.includes(Buffer.from('EncryptedPackage', 'utf16le'))
}

const HEAD_BYTES = 512
const DIRECTORY_BYTES = 4_096

/** Whether a file is a workbook, and not a text; fails with a sentence for those that nobody can read. */
export async function isWorkbook(path: string): Promise<boolean> {
  const kind = await looksLike(path)
  if (kind === 'xls') throw new FileProblem('The file is of Excel before 2007 (.xls). Save it as .xlsx or CSV.')
  if (kind === 'locked')
    throw new FileProblem('The workbook is protected by a password. Save it without one, or as CSV, and import that.')
  return kind === 'zip'
}

/** The names of a workbook's sheets. */
export async function listSheets(path: string): Promise<string[]> {
  const parts = await openParts(path)
  try {
    return (await readSheets(parts)).sheets.map(({ name }) => name)
  } finally {
    parts.zip.close()
  }
}

/**
 * Writes one sheet of a workbook as CSV, row by row in bounded memory, each row as wide as the first: dates as
 * `2026-03-01`, times as UTC, numbers plain. May stop when there is
 * enough. Returns the size of the CSV.
 */
export async function convertToCsv(
  path: string,
  { csvPath, sheet, enoughBytes }: { csvPath: string; sheet: string | undefined; enoughBytes?: number },
): Promise<number> {
  const parts = await openParts(path)
  try {
    const workbook = await readWorkbook(parts, sheet)
    const rows = new RowReader(workbook)
    async function* lines() {
      for await (const _ of readPart(parts, workbook.sheet, rows)) {
        yield rows.take()
        if (enoughBytes !== undefined && rows.written > enoughBytes) return
      }
    }
    // Made before anything can fail: a stream that opens its file itself may still make it after the caller's clean-up.
    const csv = await open(csvPath, 'w', 0o600)
    await pipeline(Readable.from(lines()), csv.createWriteStream())
  } finally {
    parts.zip.close()
  }
  return (await stat(csvPath)).size
}

const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384
/** One text may stand in millions of cells: what is small in the workbook can be huge outside. */
const LARGEST_CSV_BYTES = 4 * 2 ** 30

/** Reads the XML of a sheet into lines of CSV. Source: ECMA-376, part 1, 18.3.1. */
class RowReader {
  readonly #workbook: Workbook
  readonly #text = textCollector()
  #lines = ''
  #written = 0
  #row = 0
  #width = 0
  #cells: string[] = []
  #cell = { column: 0, type: 'n', style: 0 }
  #value = ''
  #isValue = false

  constructor(workbook: Workbook) {
    this.#workbook = workbook
  }

  get written(): number {
    return this.#written
  }

  take(): string {
    const lines = this.#lines
    this.#lines = ''
    this.#written += lines.length
    if (this.#written > LARGEST_CSV_BYTES) throw new FileProblem('The sheet is too large. Save it as CSV instead.')
    return lines
  }

  open(name: string, attributes: Record<string, string>) {
    if (name === 'row') this.#openRow(Number(attributes.r ?? this.#row + 1))
    else if (name === 'c') this.#openCell(attributes)
    else if (name === 'v') this.#isValue = true
    else this.#text.open(name)
  }

  text(text: string) {
    if (this.#isValue) this.#value += text
    else this.#text.text(text)
  }

  close(name: string) {
    if (name === 'v') this.#isValue = false
    else if (name === 'c') this.#cells[this.#cell.column] = this.#closeCell()
    else if (name === 'row') this.#closeRow()
    else this.#text.close(name)
  }

  // Blank rows are blank lines, so that a row that is rejected is found by its number.
  #openRow(row: number) {
    if (!Number.isInteger(row) || row <= this.#row || row > MOST_ROWS)
      throw new FileProblem(`The sheet has no row ${row}.`)
    this.#lines += '\r\n'.repeat(row - this.#row - 1)
    this.#row = row
    this.#cells = []
  }

  #openCell({ r = '', t = 'n', s = '0' }: Record<string, string>) {
    const column = r === '' ? this.#cells.length : toColumn(r)
    if (column >= MOST_COLUMNS) throw new FileProblem(`The sheet has more than ${MOST_COLUMNS} columns.`)
    this.#cell = { column, type: t, style: Number(s) }
    this.#value = ''
  }

  #closeCell(): string {
    const { type, style } = this.#cell
    const inline = this.#text.take()
    if (type === 's') return this.#workbook.strings[Number(this.#value)] ?? ''
    if (type === 'inlineStr') return inline
    if (type === 'b') return this.#value === '1' ? 'true' : 'false'
    if (type === 'e' || this.#value === '') return ''
    if (type !== 'n') return this.#value
    const { meanings, is1904 } = this.#workbook
    return numberText(Number(this.#value), { meaning: meanings[style] ?? 'number', is1904 })
  }

  #closeRow() {
    const cells = Array.from(this.#cells, (cell) => cell ?? '')
    const last = cells.findLastIndex((cell) => cell.trim() !== '') + 1
    if (last > 0 && this.#width === 0) this.#width = last
    const padding = Array.from({ length: Math.max(0, this.#width - last) }, () => '')
    this.#lines += last === 0 ? '\r\n' : toCsvLine([...cells.slice(0, last), ...padding])
  }
}

/** `AB12` is column 27, counted from 0. */
function toColumn(reference: string): number {
  let column = 0
  for (const letter of reference.replace(/\d+$/, '')) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
