import { describe, expect, it } from 'vitest'
import { type CsvFormat, CsvReader, type CsvRecord, LONGEST_RECORD } from './csv-reader.ts'

const COMMA: CsvFormat = { delimiter: ',', newline: '\n' }

/** Everything read from a text that arrives in pieces of this length. */
function read(text: string, { format = COMMA, pieceLength = text.length + 1 } = {}): CsvRecord[] {
  const reader = new CsvReader(format)
  const records: CsvRecord[] = []
  const take = (more: CsvRecord[]) => {
    for (const record of more) records.push(record)
  }
  for (let at = 0; at < text.length; at += pieceLength) take(reader.push(text.slice(at, at + pieceLength)))
  take(reader.end())
  return records
}

const UNCLOSED = 'A quote is opened and never closed.'

const texts: [string, string, [line: number, cells: string[], problem?: string][]][] = [
  [
    'plain lines',
    'a,b\nc,d\n',
    [
      [1, ['a', 'b']],
      [2, ['c', 'd']],
    ],
  ],
  ['no newline at the end', 'a,b', [[1, ['a', 'b']]]],
  [
    'Windows line ends',
    'a,b\r\n"c",d\r\n',
    [
      [1, ['a', 'b']],
      [2, ['c', 'd']],
    ],
  ],
  [
    'empty cells',
    ',a,\n"",b,""',
    [
      [1, ['', 'a', '']],
      [2, ['', 'b', '']],
    ],
  ],
  [
    'blank lines, which count as lines',
    '\n \na,b\n,\n\r\nc,d\n\n',
    [
      [3, ['a', 'b']],
      [6, ['c', 'd']],
    ],
  ],
  ['a delimiter in quotes', '"a,b",c', [[1, ['a,b', 'c']]]],
  [
    'doubled quotes',
    '"a ""b"" c",d\n"""",e',
    [
      [1, ['a "b" c', 'd']],
      [2, ['"', 'e']],
    ],
  ],
  [
    'a newline in quotes',
    'a,"b\nc"\nd,e',
    [
      [1, ['a', 'b\nc']],
      [3, ['d', 'e']],
    ],
  ],
  ['a quote within a plain cell', 'a 5" pipe,b', [[1, ['a 5" pipe', 'b']]]],
  ['stray quotes within quotes', '"say "hi" now",b', [[1, ['say "hi" now', 'b']]]],
  ['space around quotes', 'a, "b, c" ,d', [[1, ['a', 'b, c', 'd']]]],
  [
    'a quote that is never closed, with more lines',
    'a,"b\nc,d\ne,f',
    [
      [1, ['a', '"b'], UNCLOSED],
      [2, ['c', 'd']],
      [3, ['e', 'f']],
    ],
  ],
  [
    'a quote that is never closed before quoted lines',
    '"a,b\n"c","d"\n',
    [
      [1, ['"a', 'b'], UNCLOSED],
      [2, ['c', 'd']],
    ],
  ],
  [
    'a quote at the very end',
    'a,b\nc,"',
    [
      [1, ['a', 'b']],
      [2, ['c', '"'], UNCLOSED],
    ],
  ],
  ['a quoted cell that ends the file', 'a,"b"', [[1, ['a', 'b']]]],
  ['NUL', 'a\u0000,b', [[1, ['a\u0000', 'b']]]],
]

describe('CsvReader', () => {
  it.each(texts)('reads %s, however it arrives', (_, text, expected) => {
    const records = expected.map(([line, cells, problem]) => ({ line, cells, ...(problem && { problem }) }))
    for (const pieceLength of [1, 2, 3, 7, 1_000]) expect(read(text, { pieceLength })).toEqual(records)
  })

  it('reads other delimiters and the line ends of old Macs', () => {
    const format: CsvFormat = { delimiter: '\t', newline: '\r' }
    expect(read('a\t"b\tc"\rd\te', { format, pieceLength: 2 }).map(({ cells }) => cells)).toEqual([
      ['a', 'b\tc'],
      ['d', 'e'],
    ])
    expect(read('a|b,c', { format: { ...COMMA, delimiter: '|' } })).toEqual([{ line: 1, cells: ['a', 'b,c'] }])
  })

  it('says so when bytes were no text', () => {
    expect(read('a,b\nc,\ufffd')).toMatchObject([
      { line: 1 },
      { line: 2, problem: expect.stringContaining('encoding') },
    ])
  })

  it('refuses a line of ten megabytes and keeps little of it', () => {
    const huge = 'x'.repeat(10 * LONGEST_RECORD)
    const records = read(`a,b\n${huge},c\nd,e\n`, { pieceLength: 65_536 })
    expect(records.map(({ line, problem }) => [line, problem !== undefined])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ])
    expect(records[1]?.cells[0]?.length).toBeLessThan(2_000)
  })

  it('gives up on a quote that is open for too long and goes on with the line after it', () => {
    const lines = 'c,d\n'.repeat(LONGEST_RECORD / 4 + 1)
    const records = read(`a,"b\n${lines}`, { pieceLength: 65_536 })
    expect(records[0]).toMatchObject({ line: 1, problem: UNCLOSED })
    expect(records).toHaveLength(LONGEST_RECORD / 4 + 2)
    expect(records.at(-1)).toEqual({ line: LONGEST_RECORD / 4 + 2, cells: ['c', 'd'] })
  })

  it('keeps a long record of many lines', () => {
    const cell = 'line\n'.repeat(10_000)
    expect(read(`a,"${cell}"\nb,c`, { pieceLength: 4_096 })).toEqual([
      { line: 1, cells: ['a', cell] },
      { line: 10_002, cells: ['b', 'c'] },
    ])
  })
})
