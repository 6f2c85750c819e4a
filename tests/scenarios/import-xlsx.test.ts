import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestProduct } from '../support/create-product.ts'
import { createImportingProduct, importCsv } from '../support/import-csv.ts'
import { makeXlsx, makeZip } from '../support/make-xlsx.ts'
import { until } from '../support/until.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createImportingProduct()
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

const get = (email: string) => test.client.contacts.get(email)

describe('a workbook', () => {
  it('is read as people see it: dates, numbers, truth, texts of all kinds, gaps', async () => {
    const file = makeXlsx({
      formats: ['dd/mm/yyyy', 22, '0.00'],
      sheets: [
        {
          name: 'People',
          rows: [
            {
              r: 2,
              cells: { A: 'email', B: 'company', C: 'born', D: 'seen', E: 'ltv', F: 'isNew', G: 'tags', H: 'phone' },
            },
            {
              r: 3,
              cells: {
                A: 'ada@xlsx.example',
                B: { t: 'inlineStr', is: 'Größe & "Söhne", <GmbH>\n2nd' },
                ...{ C: { s: 1, v: 45_351 }, D: { s: 2, v: 45_351.5 }, E: { s: 3, v: 0.1 + 0.2 }, F: { t: 'b', v: 1 } },
                ...{ G: 'VIP, "Berlin, Mitte"', H: { v: 4_930_901_820 } },
              },
            },
            { r: 5, cells: { A: 'bo@xlsx.example', B: { t: 'str', v: '=1+1' }, E: { t: 'e', v: '#N/A' } } },
            { r: 6, cells: { A: 'broken', E: { v: 7 } } },
            { r: 7, cells: { B: { v: '' } } },
          ],
        },
        { name: 'Other', rows: [{ cells: { A: 'email' } }, { cells: { A: 'other@xlsx.example' } }] },
      ],
    })
    const done = await importCsv(test, file)
    expect(done).toMatchObject({ status: 'completed', error: null, counts: { created: 2, failed: 1 } })
    expect(done.columns.map(({ target, type }) => [target, type])).toEqual([
      ...[
        ['email', null],
        ['company', null],
        ['fields.born', 'date'],
        ['fields.seen', 'instant'],
      ],
      ...[
        ['fields.ltv', 'number'],
        ['fields.isnew', 'boolean'],
        ['tags', null],
        ['phone', null],
      ],
    ])
    expect(await get('ada@xlsx.example')).toMatchObject({
      company: 'Größe & "Söhne", <GmbH>\n2nd',
      tags: expect.arrayContaining(['VIP', 'Berlin, Mitte']),
      fields: { born: '2024-02-29', seen: '2024-02-29T12:00:00Z', ltv: 0.3, isnew: true },
    })
    expect(await get('bo@xlsx.example')).toMatchObject({ company: '=1+1', fields: {} })
    const rejects = await test.request('GET', `/v1/imports/${done.id}/rejects`)
    expect(rejects.text).toMatch(/broken/)
    await until(
      () => readdir(join(test.product.config.dataDir, 'imports')),
      (files) => files.length === 0,
    )
  })

  it('gives the sheet that is asked for, and says which there are', async () => {
    const rows = (email: string) => [{ cells: { A: 'email' } }, { cells: { A: email } }]
    const file = makeXlsx({
      sheets: [
        { name: 'One', rows: rows('one@sheet.example') },
        { name: 'Two & more', rows: rows('two@sheet.example') },
      ],
    })
    await importCsv(test, file, { sheet: 'Two & more' })
    expect((await get('two@sheet.example')).email).toBe('two@sheet.example')
    expect((await test.request('GET', '/v1/contacts/one@sheet.example')).status).toBe(404)
    expect((await importCsv(test, file, { sheet: 'Three' })).error).toBe(
      'There is no sheet "Three". The workbook has: "One", "Two & more".',
    )
  })

  it('of many rows is imported whole, and again changes nothing', async () => {
    const people = Array.from({ length: 6_000 }, (_, n) => ({ cells: { A: `n${n}@many.example`, B: { v: n } } }))
    const file = makeXlsx({ sheets: [{ name: 'Many', rows: [{ cells: { A: 'email', B: 'score' } }, ...people] }] })
    expect((await importCsv(test, file)).counts).toMatchObject({ created: 6_000, failed: 0 })
    expect((await importCsv(test, file)).counts).toMatchObject({ unchanged: 6_000, failed: 0 })
  })
})

describe('a file that is no good workbook', () => {
  const zeros = Buffer.alloc(20 * 2 ** 20)
  const good = makeXlsx({ sheets: [{ name: 'A', rows: [{ cells: { A: 'email' } }] }] })
  const parts = {
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="A" r:id="1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="1" Target="s.xml"/></Relationships>',
  }
  it.each([
    ['a zip of something else', makeZip({ 'word/document.xml': '<a/>' }), /no workbook of Excel/],
    ['cut off', good.subarray(0, good.length - 30), /not a workbook that can be read/],
    ['torn in the middle', Buffer.concat([good.subarray(0, 200), Buffer.alloc(300), good.subarray(500)]), /workbook/],
    ['an old .xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), /before 2007/],
    ['a bomb', makeZip({ ...parts, 'xl/s.xml': zeros }), /would unpack to 20 MiB/],
    [
      'a bomb that lies',
      makeZip({ ...parts, 'xl/s.xml': zeros }, { 'xl/s.xml': 1_000 }),
      /not a workbook that can be read/,
    ],
    ['without its sheet', makeZip(parts), /lacks its part xl\/s\.xml/],
    ['broken XML', makeZip({ ...parts, 'xl/s.xml': '<worksheet><row r="1"><c' }), /not a workbook that can be read/],
    ['entities', makeZip({ ...parts, 'xl/s.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }), /not a workbook/],
    ['rows out of order', makeZip({ ...parts, 'xl/s.xml': '<w><row r="9"/><row r="2"/></w>' }), /no row 2/],
    ['too many columns', makeZip({ ...parts, 'xl/s.xml': '<w><row r="1"><c r="ZZZZ1"/></row></w>' }), /columns/],
    ['no sheet', makeZip({ ...parts, 'xl/workbook.xml': '<workbook/>' }), /has no sheet/],
  ])('%s is refused in a sentence', async (_, file, reason) => {
    const done = await importCsv(test, file)
    expect([done.status, done.error]).toEqual(['failed', expect.stringMatching(reason)])
    // They are deleted once it is known how it ended.
    await until(
      () => readdir(join(test.product.config.dataDir, 'imports')),
      (files) => files.length === 0,
    )
  })
})
