/** The first rows of a CSV, to look at before it is imported; the server reads the file by itself. */
export type CsvHead = { delimiter: string; rows: string[][] }

const DELIMITERS = [',', ';', '\t', '|']
const ROWS = 6

/** Reads the beginning of a CSV; the delimiter is the one that the first line has most of, unless given. */
export function csvHead(text: string, delimiter?: string): CsvHead {
  const clean = text.replace(/^\uFEFF/, '')
  const used = delimiter ?? guessDelimiter(clean)
  return { delimiter: used, rows: readRows(clean, used) }
}

function guessDelimiter(text: string): string {
  const line = text.split(/\r?\n/, 1)[0] ?? ''
  const count = (mark: string) => line.split(mark).length
  return DELIMITERS.reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

// RFC 4180: a quoted cell may hold delimiters, line ends and doubled quotes.
function readRows(text: string, delimiter: string): string[][] {
  const mark = delimiter === '|' ? '\\|' : delimiter
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|((?!")[^${mark}\\r\\n]*))(${mark}|\\r?\\n|$)`, 'y')
  const rows: string[][] = [[]]
  while (rows.length <= ROWS && cell.lastIndex < text.length) {
    const [, quoted, plain, end] = cell.exec(text) ?? []
    // A quote that the head cuts off: what is read so far is shown.
    if (end === undefined) break
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end !== delimiter) rows.push([])
  }
  return rows.filter((row) => row.length > 1 || row[0]).slice(0, ROWS)
}
