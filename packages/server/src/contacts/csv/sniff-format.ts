import { type CsvFormat, CsvReader } from './csv-reader.ts'

const DELIMITERS = [',', ';', '\t', '|']
const RECORDS_LOOKED_AT = 100

/** How a file separates lines and cells, by its first part: the delimiter by which most rows have as many cells as the first. */
export function sniffFormat(start: string, given: { delimiter?: string | undefined } = {}): CsvFormat {
  const newline = !start.includes('\n') && start.includes('\r') ? '\r' : '\n'
  if (given.delimiter !== undefined) return { delimiter: given.delimiter, newline }
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, score: scoreOf(start, { delimiter, newline }) }))
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a))
  return { delimiter: best.delimiter, newline }
}

// A delimiter that nothing contains makes every row alike, of one cell: that is worth nothing.
function scoreOf(start: string, format: CsvFormat): number {
  const [first, ...others] = new CsvReader(format).push(`${start}${format.newline}`).slice(0, RECORDS_LOOKED_AT)
  const columns = first?.cells.length ?? 0
  if (columns < 2) return 0
  const alike = others.filter(({ cells }) => cells.length === columns).length
  return others.length === 0 ? columns / 1_000 : alike / others.length + columns / 1_000
}
