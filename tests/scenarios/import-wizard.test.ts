import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Body, Reply } from '@rollcall/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetTriedFiles } from '../../packages/server/src/store/imports.ts'
import type { TestProduct } from '../support/create-product.ts'
import { createImportingProduct, importCsv, waitForImport } from '../support/import-csv.ts'
import { makeXlsx } from '../support/make-xlsx.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createImportingProduct()
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

const get = (email: string) => test.client.contacts.get(email)
const files = () => readdir(join(test.product.config.dataDir, 'imports'))
const preview = (file: string | Buffer, options: Body<'imports.preview'> = {}) =>
  test.client.imports.preview({ file: new Blob([file]), fileName: 'people.csv', options })
const columnsOf = ({ columns }: Reply<'imports.preview'>) =>
  Object.fromEntries(columns.map(({ header, ...column }) => [header, column]))

describe('a preview of a file', () => {
  it('says of each column where it goes, how sure that is, and what is wrong with it', async () => {
    await test.client.fields.create({ key: 'visits', name: 'Visits', type: 'number' })
    const rows = ['ada@example.org,Zoë,many,03/04/2026,Hello', 'broken,,2,05/06/2026,', 'bo@example.org,Bo,3,,']
    const seen = await preview(`email,Vorname,visits,Since,Note\n${rows.join('\n')}\n`)
    expect(seen).toMatchObject({ problem: null, encoding: 'utf-8', delimiter: ',', rowsRead: 3, odd: ['Zoë'] })
    expect(columnsOf(seen)).toMatchObject({
      email: {
        target: 'email',
        confidence: 'sure',
        filled: 3,
        problemCount: 1,
        problems: [{ line: 3, cell: 'broken' }],
      },
      Vorname: { target: 'firstName', confidence: 'sure', samples: ['Zoë', 'Bo'], problemCount: 0 },
      visits: { target: 'fields.visits', isNewField: false, type: 'number', problems: [{ line: 2, cell: 'many' }] },
      Since: { target: 'fields.since', isNewField: true, confidence: 'none', type: 'text', dates: 'either' },
      Note: { filled: 1, dates: null },
    })
    expect(columnsOf(await preview('Contact,VISITS\na@b.example,1\n'))).toMatchObject({
      Contact: { target: 'email', confidence: 'likely' },
      VISITS: { target: 'fields.visits', confidence: 'likely', isNewField: false },
    })
    expect(
      columnsOf(await preview('email,Since\na@b.example,3/4/2026\n', { dayOrder: { Since: 'day-first' } })),
    ).toMatchObject({ Since: { type: 'date', problemCount: 0 } })
  })

  it('keeps nothing: neither the file nor fields nor people', async () => {
    await preview('email,Never Made\nnobody@preview.example,1\n')
    expect((await test.client.imports.list()).data).toEqual([])
    expect(await readdir(join(test.product.config.dataDir, 'uploads'))).toEqual([])
    expect((await test.request('GET', '/v1/fields/never_made')).status).toBe(404)
  })

  it('does not mind where the beginning of a large file was cut', async () => {
    const { rowsRead, columns } = await preview('email,name\na@b.example,Ada\nbo@b.exa', { isCut: true })
    expect({ rowsRead, problems: columns.map(({ problemCount }) => problemCount) }).toEqual({
      rowsRead: 1,
      problems: [0, 0],
    })
  })

  it('finds encodings and delimiters, and takes the one that is given', async () => {
    expect(await preview(Buffer.from('email;Vorname\nz@b.example;Zoë\n', 'latin1'))).toMatchObject({
      ...{ encoding: 'windows-1252', delimiter: ';', odd: ['Zoë'] },
    })
    expect(await preview(Buffer.from('\ufeffemail\tVorname\nz@b.example\tZoë\n', 'utf16le'))).toMatchObject({
      ...{ encoding: 'utf-16le', delimiter: '\t', odd: ['Zoë'] },
    })
    const given = await preview(Buffer.from('email;Vorname\nz@b.example;Zoë\n'), { encoding: 'windows-1252' })
    expect(given).toMatchObject({ encoding: 'windows-1252', odd: ['ZoÃ«'] })
  })

  it('reads a sheet of a workbook and names the others', async () => {
    const file = makeXlsx({
      sheets: [
        { name: 'Notes', rows: [{ cells: { A: 'Hello' } }] },
        { name: 'People', rows: [{ cells: { A: 'email' } }, { cells: { A: 'ada@example.org' } }] },
      ],
    })
    expect(await preview(file)).toMatchObject({
      sheets: ['Notes', 'People'],
      problem: expect.stringContaining('No column'),
    })
    expect(await preview(file, { sheet: 'People' })).toMatchObject({ problem: null, rowsRead: 1 })
  })

  const unreadable: [what: string, file: string | Buffer, words: string][] = [
    ['nothing', '', 'no rows'],
    ['a picture', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(400)]), 'neither a CSV'],
    ['a PDF', '%PDF-1.7\nhello\n', 'neither a CSV'],
    ['no identifier', 'Name\nAda\n', 'the e-mail, the phone or the external id'],
    ['a workbook with a password', lockedWorkbook(), 'password'],
    ['an old workbook', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]), '.xls'],
  ]
  it.each(unreadable)('says why an import of it would fail, and an import does: %s', async (_, file, words) => {
    expect((await preview(file)).problem).toContain(words)
    expect(await importCsv(test, file)).toMatchObject({ status: 'failed', error: expect.stringContaining(words) })
  })
})

/** The head and the directory of what Excel makes of a workbook with a password. */
function lockedWorkbook(): Buffer {
  const file = Buffer.alloc(512 * 4)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file)
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(1, 48)
  file.write('EncryptedPackage', 512 * 2 + 128, 'utf16le')
  return file
}

describe('policies for what is there', () => {
  const HEADER = 'email,First Name,Company,Plan,Likes,tags,funnel'
  const options = { fieldTypes: { Plan: 'text', Likes: 'list' } } as const

  async function after(name: string, policies: Body<'imports.create'>['policies']) {
    const email = `${name}@policy.example`
    await importCsv(test, `${HEADER}\n${email},Ada,,pro,"tea, rum",VIP,aware\n`, options)
    await importCsv(test, `${HEADER}\n${email},Bo,Kopi,free,"rum, jam",New,customer\n`, {
      ...options,
      policies,
      tags: ['File'],
    })
    const { firstName, company, fields, tags, funnel } = await get(email)
    return { firstName, company, plan: fields.plan, likes: fields.likes, tags: tags.toSorted(), funnel }
  }

  const fileWins = {
    firstName: 'Bo',
    company: 'Kopi',
    plan: 'free',
    likes: ['rum', 'jam'],
    tags: ['File', 'New', 'VIP'],
  }
  const cases: [policies: Body<'imports.create'>['policies'], expected: object][] = [
    [undefined, fileWins],
    [{ firstName: 'overwrite', tags: 'append' }, fileWins],
    [
      { firstName: 'fill', company: 'fill', 'fields.plan': 'fill' },
      { ...fileWins, firstName: 'Ada', plan: 'pro' },
    ],
    [
      { firstName: 'keep', company: 'keep', funnel: 'keep' },
      { ...fileWins, firstName: 'Ada', company: null, funnel: 'aware' },
    ],
    [{ 'fields.likes': 'append' }, { ...fileWins, likes: ['tea', 'rum', 'jam'] }],
    [{ tags: 'keep' }, { ...fileWins, tags: ['File', 'VIP'] }],
    [
      { tags: 'fill', 'fields.likes': 'keep' },
      { ...fileWins, tags: ['File', 'VIP'], likes: ['tea', 'rum'] },
    ],
  ]
  it.each(cases.map(([policies, expected], place) => ({ policies, expected, place })))(
    '$policies',
    async ({ policies, expected, place }) => {
      expect(await after(`case-${place}`, policies)).toMatchObject(expected)
    },
  )

  it('are for people who are there: somebody new gets everything', async () => {
    await importCsv(test, 'email,company\nnew@policy.example,Kopi\n', { policies: { company: 'keep', email: 'fill' } })
    expect(await get('new@policy.example')).toMatchObject({ company: 'Kopi' })
  })

  it('keep an e-mail while another identifier finds the person', async () => {
    await importCsv(test, 'email,externalId\nold@policy.example,p-1\n')
    const file = 'email,externalId,name\nnext@policy.example,p-1,Ada\n'
    await importCsv(test, file, { policies: { email: 'keep' } })
    expect(await get('old@policy.example')).toMatchObject({ name: 'Ada' })
    await importCsv(test, file)
    expect(await get('next@policy.example')).toMatchObject({ externalId: 'p-1' })
  })
})

describe('what an import is told besides', () => {
  it('keeps the proof with the consent of those it brings', async () => {
    const proof = { source: 'Trade fair', wording: 'I want the newsletter', at: '2026-03-01T00:00:00Z' }
    await importCsv(test, 'email\nproof@told.example\n', { proof })
    const { id } = await get('proof@told.example')
    const { data } = await test.client.contacts.timeline(id)
    const consent = data.find(({ details }) => 'proof' in details)
    expect(consent?.details).toMatchObject({ state: 'opted_in', proof: { source: 'Trade fair' } })
  })

  it('takes the day on which each agreed from a column, as it begins in the zone of the project', async () => {
    await test.client.project.update({ timezone: 'Asia/Jakarta' })
    const rows = [
      'day@told.example,31/12/2025',
      'time@told.example,2026-01-02T03:04:05Z',
      'none@told.example,',
      'x@told.example,May',
    ]
    const done = await importCsv(test, `email,Joined\n${rows.join('\n')}\n`, {
      columnMap: { consentAt: 'Joined' },
      dayOrder: { Joined: 'day-first' },
      proof: { source: 'Shop', at: '2024-01-01T00:00:00Z' },
    })
    expect(done.counts).toMatchObject({ created: 3, failed: 1 })
    const agreedAt = async (email: string) => {
      const { data } = await test.client.contacts.timeline((await get(email)).id)
      return data.find(({ details }) => 'proof' in details)?.details.proof
    }
    expect(await agreedAt('day@told.example')).toMatchObject({ source: 'Shop', at: '2025-12-30T17:00:00.000Z' })
    expect(await agreedAt('time@told.example')).toMatchObject({ at: expect.stringContaining('2026-01-02T03:04:05') })
    expect(await agreedAt('none@told.example')).toMatchObject({ at: '2024-01-01T00:00:00Z' })
  })

  it('reads dates in the order that is given, and rejects what is none', async () => {
    const file = 'email,Born\nborn@told.example,31/12/1990\nbad@told.example,12/31/1990\n'
    const done = await importCsv(test, file, { dayOrder: { Born: 'day-first' } })
    expect(done.counts).toMatchObject({ created: 1, failed: 1 })
    expect((await get('born@told.example')).fields).toMatchObject({ born: '1990-12-31' })
  })

  it('lists what it rejected, page by page', async () => {
    const done = await importCsv(test, 'email,name\nbad 1,A\nok@told.example,B\nbad 2,"=C"\n')
    const first = await test.client.imports.rejectedRows(done.id, { limit: 1 })
    expect(first.data).toMatchObject([{ line: 2, cells: ['bad 1', 'A'] }])
    const second = await test.client.imports.rejectedRows(done.id, { limit: 1, after: first.next_cursor ?? '' })
    expect(second).toMatchObject({ data: [{ line: 4, cells: ['bad 2', '=C'] }], next_cursor: null })
  })
})

describe('a dry run', () => {
  it('counts whom mail will not reach whatever the file says', async () => {
    await test.client.suppressions.create({ email: 'never@dry.example' })
    await test.client.contacts.create({ email: 'left@dry.example', status: 'unsubscribed' })
    const rows = ['never', 'left', 'fine'].map((name) => `${name}@dry.example,subscribed`)
    const { id } = await importCsv(test, `email,status\n${rows.join('\n')}\n`, { dryRun: true })
    expect((await test.client.imports.samples(id)).held).toEqual({ suppressed: 1, unsubscribed: 1 })
  })

  it('is imported without another upload, with other options, as often as one likes', async () => {
    const tried = await importCsv(test, 'email;name;Note\nagain@dry.example;Ada, B;x\n', { dryRun: true })
    expect(tried).toMatchObject({ fileKept: true, options: { dryRun: true } })
    const seen = await test.client.imports.previewKept(tried.id, { leaveOut: ['name'] })
    expect(columnsOf(seen)).toMatchObject({ name: { target: null }, Note: { target: 'fields.note', samples: ['x'] } })
    const second = await test.client.imports.repeat(tried.id, { dryRun: true, leaveOut: ['Note'] })
    expect((await waitForImport(test, second.id)).counts).toMatchObject({ created: 1 })
    const { id } = await test.client.imports.repeat(second.id, { leaveOut: ['Note'], tags: ['Second'] })
    const done = await waitForImport(test, id)
    expect(done).toMatchObject({ fileName: 'people.csv', fileKept: false, counts: { created: 1 } })
    expect(await get('again@dry.example')).toMatchObject({ name: 'Ada, B', fields: {}, tags: ['Second'] })
  })

  it('keeps its file for a day; then it has to be uploaded again', async () => {
    const tried = await importCsv(test, 'email\nlate@dry.example\n', { dryRun: true })
    const { database, now } = test.product
    expect(await forgetTriedFiles(database, now())).toEqual([])
    const tomorrow = new Date(now().getTime() + 25 * 60 * 60_000)
    const forgotten = await forgetTriedFiles(database, tomorrow)
    expect(forgotten).toContainEqual(expect.stringContaining(tried.id))
    expect(await files()).toHaveLength(forgotten.length)
    expect((await test.client.imports.get(tried.id)).fileKept).toBe(false)
    await expect(test.client.imports.repeat(tried.id, {})).rejects.toMatchObject({ code: 'bad_upload' })
  })
})
