import { createReadStream } from 'node:fs'
import { setImmediate as letOthersRun } from 'node:timers/promises'
import { type CsvFormat, CsvReader, type CsvRecord } from '../contacts/csv/csv-reader.ts'
import { type CsvEncoding, EncodingDetector } from '../contacts/csv/encoding-detector.ts'
import { sniffFormat } from '../contacts/csv/sniff-format.ts'
import { FileProblem } from './file-problem.ts'

/** Records that were read together, and how far into the file they reach. */
export type CsvPiece = { records: CsvRecord[]; bytesRead: number }

// Enough for types to be guessed and delimiters to be seen, little enough to be read at once.
const START_BYTES = 524_288
const START_RECORDS = 1_000

// Some hundred rows, two milliseconds of work: what PostgreSQL answers meanwhile waits no longer than that.
const PIECE_BYTES = 16_384

/** How a file is written, and its first records. Reads all of it, because one byte near the end may tell the encoding. */
export async function inspectCsv(
  path: string,
  given: { delimiter?: string | undefined; encoding?: CsvEncoding | undefined },
): Promise<{ encoding: CsvEncoding; format: CsvFormat; start: CsvRecord[] }> {
  const encoding = given.encoding ?? (await detectEncoding(path))
  const start = await readStart(path, encoding)
  if (!isMostlyText(start)) throw new FileProblem(NO_TEXT)
  const format = sniffFormat(start, given)
  const records: CsvRecord[] = []
  for await (const piece of readCsv(path, { encoding, format })) {
    records.push(...piece.records)
    if (records.length >= START_RECORDS) break
  }
  return { encoding, format, start: records.slice(0, START_RECORDS) }
}

async function detectEncoding(path: string): Promise<CsvEncoding> {
  const detector = new EncodingDetector()
  for await (const chunk of createReadStream(path)) {
    detector.push(chunk)
    await letOthersRun()
  }
  return detector.end()
}

const NO_TEXT =
  'The file is neither a CSV nor a workbook: what is in it is not text. Save the list as CSV or .xlsx and import that.'

// Pictures, PDFs and archives are full of control characters; a table of people has a stray one at most.
function isMostlyText(start: string): boolean {
  const controls = start.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0
  return !start.startsWith('%PDF-') && controls <= MOST_CONTROLS + start.length / 50
}

const MOST_CONTROLS = 20

async function readStart(path: string, encoding: CsvEncoding): Promise<string> {
  const decoder = new TextDecoder(encoding)
  let start = ''
  for await (const chunk of createReadStream(path, { end: START_BYTES - 1 }))
    start += decoder.decode(chunk, { stream: true })
  return start
}

/** All records of a file, piece by piece; other work gets its turn between pieces. */
export async function* readCsv(
  path: string,
  { encoding, format }: { encoding: CsvEncoding; format: CsvFormat },
): AsyncGenerator<CsvPiece> {
  const decoder = new TextDecoder(encoding)
  const reader = new CsvReader(format)
  let bytesRead = 0
  for await (const chunk of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    bytesRead += chunk.length
    yield { records: reader.push(decoder.decode(chunk, { stream: true })), bytesRead }
    await letOthersRun()
  }
  yield { records: [...reader.push(decoder.decode()), ...reader.end()], bytesRead }
}
