import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CsvReader } from '../../packages/server/src/contacts/csv/csv-reader.ts'
import type { TestProduct } from '../support/create-product.ts'
import { createImportingProduct, importCsv } from '../support/import-csv.ts'

const ROWS = 1_000
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))

let test: TestProduct
beforeAll(async () => {
  test = await createImportingProduct()
})
afterAll(() => test.drop())

/** A row with what has to become of it: `name` is what the contact is called, `reason` is part of why there is none. */
type Row = { bytes: Buffer; lines: number } & ({ name: string } | { reason: string } | { blank: true })

/** Makes one row of a kind; `id` is a fresh part of an address. */
type Kind = (id: string, random: Random) => Row

const nasty = [
  'a',
  'A',
  'å',
  'Å',
  'ß',
  'İ',
  '名',
  '😀',
  '%',
  '_',
  '\\',
  '\\N',
  '\\.',
  "'",
  '$1',
  ' ',
  '\t',
  ';',
  '=1+1',
  '🇮🇩',
  'e\u0301',
]

const good = (name: string, cell: string, id: string, lines = 1): Row => ({
  bytes: Buffer.from(`${id}@corpus.example,${cell},1,2026-01-01,\n`),
  lines,
  name,
})
const bad = (line: string | Buffer, reason: string): Row => ({ bytes: Buffer.from(line), lines: 1, reason })

const kinds: Kind[] = [
  (id, random) => {
    const name = `n${random.text(nasty)}n`
    return good(name.normalize('NFC'), name, id)
  },
  (id, random) => {
    const text = `n${random.text([...nasty, ',', '""', ','])}n`
    return good(text.replaceAll('""', '"').normalize('NFC'), `"${text}"`, id)
  },
  (id) => good('two\nlines', '"two\nlines"', id, 2),
  (id) => good('stray "quotes" here', '"stray "quotes" here"', id),
  (id) => good('6" pipe', '6" pipe', id),
  (id) => good('spaced', '   "spaced"  ', id),
  (id) => ({ bytes: Buffer.from(`${id}@corpus.example,windows,1,,\r\n`), lines: 1, name: 'windows' }),
  (id) => ({ bytes: Buffer.from(`${id}@corpus.example,longer,1,,,,  ,\n`), lines: 1, name: 'longer' }),
  () => ({ bytes: Buffer.from(' \t\n'), lines: 1, blank: true }),
  () => ({ bytes: Buffer.from(',,,,\r\n'), lines: 1, blank: true }),
  (id) => bad(`${id} at corpus.example,x,1,,\n`, 'e-mail address'),
  (id) => bad(`${id}@corpus..example,x,1,,\n`, 'e-mail address'),
  () => bad(',nobody,1,,\n', 'neither e-mail'),
  (id) => bad(`${id}@corpus.example,x,1\n`, 'The row has 3 cells'),
  (id) => bad(`${id}@corpus.example,x,1,,,extra\n`, 'The row has 6 cells'),
  () => bad('half a row\n', 'The row has 1 cell,'),
  (id) => bad(`${id}@corpus.example,"never closed,1,,\n`, 'never closed'),
  (id) => bad(`${id}@corpus.example,nul\u0000nul,1,,\n`, 'NUL'),
  (id) =>
    bad(
      Buffer.concat([Buffer.from(`${id}@corpus.example,`), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from(',1,,\n')]),
      'no text',
    ),
  (id) => bad(`${id}@corpus.example,x,"1,000",,\n`, 'is not a number'),
  (id) => bad(`${id}@corpus.example,x,NaN,,\n`, 'is not a number'),
  (id) => bad(`${id}@corpus.example,x,1,2026-02-30,\n`, 'is not a date'),
  (id) => bad(`${id}@corpus.example,x,1,,${'long tag '.repeat(40)}\n`, 'at most 255'),
  (id) => bad(`${id}@corpus.example,${'x'.repeat(600)},1,,\n`, 'at most 511'),
]

describe('a corpus of broken rows', () => {
  it(`is accepted or rejected row by row, each at its line (SEED=${SEED})`, async () => {
    const random = randomFrom(SEED)
    const rows = Array.from({ length: ROWS }, (_, index) => random.pick(kinds)(`c${index}`, random))
    rows.splice(ROWS / 2, 0, bad(`huge@corpus.example,"${'x'.repeat(10_000_000)}",1,,\n`, 'longer than'))
    const file = Buffer.concat([Buffer.from('email,name,Amount,Day,tags\n'), ...rows.map(({ bytes }) => bytes)])
    const done = await importCsv(test, file, { fieldTypes: { Amount: 'number', Day: 'date' } })

    const expected = withLines(rows)
    const accepted = expected.flatMap((row) => ('name' in row ? row.name : []))
    const rejected = expected.flatMap((row) => ('reason' in row ? { line: row.line, reason: row.reason } : []))
    expect(done).toMatchObject({ status: 'completed', error: null })
    expect(done.counts).toMatchObject({
      total: accepted.length + rejected.length,
      created: accepted.length,
      failed: rejected.length,
    })
    const found = await readRejects(done.id)
    expect(found.map(({ line }) => line)).toEqual(rejected.map(({ line }) => line))
    for (const [index, { line, reason }] of rejected.entries()) {
      expect(`line ${line}: ${found[index]?.reason}`).toContain(reason)
    }
    const people = await test.product.database.query<{ name: string }>('select name from contacts order by row_no')
    expect(people.map(({ name }) => name)).toEqual(accepted)
  })
})

function withLines(rows: Row[]): (Row & { line: number })[] {
  let line = 2
  return rows.map((row) => {
    const placed = { ...row, line }
    line += row.lines
    return placed
  })
}

async function readRejects(id: string): Promise<{ line: number; reason: string }[]> {
  const { text } = await test.request('GET', `/v1/imports/${id}/rejects`)
  const reader = new CsvReader({ delimiter: ',', newline: '\n' })
  const [, ...rows] = [...reader.push(text), ...reader.end()]
  return rows.map(({ cells: [line, reason = ''] }) => ({ line: Number(line), reason }))
}

type Random = { pick<Item>(items: Item[]): Item; text(letters: string[]): string }

/** Tommy Ettinger's mulberry32. */
function randomFrom(seed: number): Random {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const pick = <Item>(items: Item[]): Item => items[Math.floor(next() * items.length)] as Item // why: never beyond the end
  return { pick, text: (letters) => Array.from({ length: 1 + Math.floor(next() * 8) }, () => pick(letters)).join('') }
}
