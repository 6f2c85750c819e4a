import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseId } from '@rollcall/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CsvReader } from '../../packages/server/src/contacts/csv/csv-reader.ts'
import { runImport } from '../../packages/server/src/jobs/import-run.ts'
import type { Product } from '../../packages/server/src/product.ts'
import { findOpenImport } from '../../packages/server/src/store/imports.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'
import { createImportingProduct, type ImportJob, importCsv, upload, waitForImport } from '../support/import-csv.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createImportingProduct()
})
afterAll(() => test.drop())

type Contact = { id: string; tags: string[]; fields: object; updatedAt: string } & Record<string, unknown>

const get = async (contact: string) =>
  (await test.request<Contact>('GET', `/v1/contacts/${encodeURIComponent(contact)}`)).body
const count = async (filters: object) =>
  (await test.read<{ count: number }>('POST', '/v1/segments/preview', { filters })).body.count
const total = (counts: Partial<ImportJob['counts']>) => ({
  ...{ total: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 },
  ...counts,
})

async function rejectsOf({ id }: ImportJob): Promise<[line: string, reason: string, ...cells: string[]][]> {
  const { text } = await test.request('GET', `/v1/imports/${id}/rejects`)
  const reader = new CsvReader({ delimiter: ',', newline: '\n' })
  const [, ...rows] = [...reader.push(text), ...reader.end()]
  return rows.map(({ cells: [line = '', reason = '', ...cells] }) => [line, reason, ...cells])
}

describe('an import', () => {
  it('creates contacts, tags and fields from a file', async () => {
    const file = [
      'E-Mail,First Name,Mobile,Country,Tags,Plan,Last Seen,Visits,Empty',
      'ada@example.org,Ada,+62 812 3456 7890,Indonesia,"VIP, Beta ,",Pro,2026-02-28,3,',
      '"bob@example.org","Bob ""the"" Builder",,DE,,Free,2026-01-01,-1.5,',
      'cyd@example.org,,,,VIP,,,,',
    ].join('\r\n')
    const done = await importCsv(test, `${file}\r\n`, { tags: ['Imported'] })
    expect(done).toMatchObject({ status: 'completed', fileName: 'people.csv', error: null, bytesDone: done.sizeBytes })
    expect(done.counts).toEqual(total({ total: 3, created: 3 }))
    expect(done.columns.map(({ target, type }) => [target, type])).toEqual([
      ...['email', 'firstName', 'phone', 'country', 'tags'].map((target) => [target, null]),
      ...[
        ['fields.plan', 'text'],
        ['fields.last_seen', 'date'],
        ['fields.visits', 'number'],
        ['fields.empty', 'text'],
      ],
    ])
    expect(await get('ada@example.org')).toMatchObject({
      ...{ firstName: 'Ada', phone: '+6281234567890', country: 'ID', status: 'subscribed' },
      fields: { plan: 'Pro', last_seen: '2026-02-28', visits: 3 },
      tags: expect.arrayContaining(['VIP', 'Beta', 'Imported']),
    })
    expect(await get('bob@example.org')).toMatchObject({ firstName: 'Bob "the" Builder', tags: ['Imported'] })
    expect(await count({ conditions: [{ type: 'tag', op: 'has_any', tags: ['VIP'] }] })).toBe(2)
    expect(await count({ conditions: [{ type: 'field', field: 'visits', op: 'lt', values: [0] }] })).toBe(1)
    expect(await readdir(join(test.product.config.dataDir, 'imports'))).toEqual([])
  })

  it('changes nothing the second time', async () => {
    const file = 'email,tags,Points\ntwice1@example.org,"A, B",1\ntwice2@example.org,,2\nTWICE1@example.org,C,1\n'
    expect((await importCsv(test, file)).counts).toEqual(total({ total: 3, created: 2, updated: 1 }))
    const before = await get('twice1@example.org')
    const changes = async () => (await test.product.database.query('select 1 from changes')).length
    const entries = await changes()
    expect((await importCsv(test, file.replace('twice1@', 'TWICE1@'))).counts).toEqual(
      total({ total: 3, unchanged: 3 }),
    )
    expect(await get('twice1@example.org')).toEqual(before)
    expect(await changes()).toBe(entries)
  })

  it('merges: an empty cell leaves, or clears when told so', async () => {
    await importCsv(test, 'email,First Name,Level\nmerge@example.org,Ada,5\n')
    await importCsv(test, 'email,First Name,Level\nmerge@example.org,,6\n')
    expect(await get('merge@example.org')).toMatchObject({ firstName: 'Ada', fields: { level: 6 } })
    await importCsv(test, 'email,First Name,Level\nmerge@example.org,,\n', { blanks: 'clear' })
    expect(await get('merge@example.org')).toMatchObject({ firstName: null, fields: {} })
  })

  it('skips those who are there when told so', async () => {
    await importCsv(test, 'email,name\nskip@example.org,First\n')
    const done = await importCsv(test, 'email,name\nskip@example.org,Second\nnew@skip.example,New\n', {
      onConflict: 'skip',
    })
    expect(done.counts).toEqual(total({ total: 2, created: 1, skipped: 1 }))
    expect(await get('skip@example.org')).toMatchObject({ name: 'First' })
  })

  it('brings nobody back who left, bounced or is suppressed', async () => {
    const post = (path: string, body: object) => test.request('POST', `/v1${path}`, body)
    await post('/contacts', { email: 'left@example.org', status: 'unsubscribed' })
    await post('/contacts', { email: 'hard@example.org', status: 'bounced' })
    await post('/contacts', { email: 'waits@example.org', status: 'non-subscribed' })
    await post('/suppressions', { email: 'never@example.org', reason: 'complaint' })
    const rows = ['left', 'hard', 'waits', 'never'].map((name) => `${name}@example.org,Active`)
    await importCsv(test, `email,status\n${rows.join('\n')}\n`)
    expect(await get('left@example.org')).toMatchObject({ status: 'unsubscribed' })
    expect(await get('hard@example.org')).toMatchObject({ status: 'bounced' })
    expect(await get('waits@example.org')).toMatchObject({ status: 'subscribed' })
    expect(await get('never@example.org')).toMatchObject({ status: 'subscribed', suppressed: true })
  })

  it('gives new people the status that the options say, and nobody else', async () => {
    await importCsv(test, 'email\nold-status@example.org\n')
    await importCsv(test, 'email\nold-status@example.org\nnew-status@example.org\n', { status: 'non-subscribed' })
    expect(await get('old-status@example.org')).toMatchObject({ status: 'subscribed' })
    expect(await get('new-status@example.org')).toMatchObject({ status: 'non-subscribed' })
  })

  it('follows the map and the given types', async () => {
    const options = { columnMap: { email: 'Login', nickname: 'Name' }, fieldTypes: { Zip: 'text', Likes: 'list' } }
    const done = await importCsv(test, 'Login,Name,Zip,Likes\nmap@example.org,Ada,10115,"a, b"\n', options)
    expect(done).toMatchObject({ status: 'completed' })
    expect(await get('map@example.org')).toMatchObject({
      name: null,
      fields: { nickname: 'Ada', zip: '10115', likes: ['a', 'b'] },
    })
  })

  it.each([
    ['UTF-8 with a mark', Buffer.from('\ufeffemail;Vorname\nzoe1@example.org;Zoë\n'), 'zoe1'],
    ['UTF-16', Buffer.from('\ufeffemail\tVorname\nzoe2@example.org\tZoë\n', 'utf16le'), 'zoe2'],
    ['Windows-1252', Buffer.from('email|Vorname\nzoe3@example.org|Zoë\n', 'latin1'), 'zoe3'],
    ['old Mac line ends', Buffer.from('email,Vorname\rzoe4@example.org,Zoë\r'), 'zoe4'],
    ['no header', Buffer.from('zoe5@example.org,Zoë\n'), 'zoe5'],
  ])('reads %s', async (_, file, name) => {
    const options = name === 'zoe5' ? { columnMap: { firstName: 'Column 2' } } : {}
    expect((await importCsv(test, file, options)).counts).toEqual(total({ total: 1, created: 1 }))
    expect(await get(`${name}@example.org`)).toMatchObject({ firstName: 'Zoë' })
  })

  it('rejects rows with their line, reason and cells, formulas neutralised', async () => {
    const file = Buffer.concat([
      Buffer.from('email,Name,Score\n\nok@reject.example,"two\nlines",1\nnot an address,=1+1,2\n'),
      Buffer.from('nobody@reject.example\n,Nobody,3\nnul@reject.example,a\u0000b,4\nbad@reject.example,'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(',5\ntext@reject.example,é,many\nextra@reject.example,E,6,7\nopen@reject.example,"O,7\n'),
      Buffer.from('last@reject.example,Ω,8,,\n'),
    ])
    const done = await importCsv(test, file, { fieldTypes: { Score: 'number' } })
    expect(done.counts).toEqual(total({ total: 10, created: 2, failed: 8 }))
    const rejects = await rejectsOf(done)
    expect(rejects.map(([line]) => Number(line))).toEqual([5, 6, 7, 8, 9, 10, 11, 12])
    expect(rejects.map(([, reason]) => reason)).toEqual([
      'email: "not an address" is not an e-mail address such as "ada@example.org".',
      'The row has 1 cell, the first row has 3 cells.',
      'The row has neither e-mail nor phone nor external id.',
      expect.stringContaining('NUL'),
      'The row has bytes that are no text in the encoding of the file.',
      'Score: "many" is not a number such as 12.5.',
      'The row has 4 cells, the first row has 3 cells.',
      'A quote is opened and never closed.',
    ])
    expect(rejects[0]?.slice(2)).toEqual(['not an address', "'=1+1", '2'])
    expect(await get('last@reject.example')).toMatchObject({ name: 'Ω' })
  })

  it('rejects a row that means two contacts, naming both', async () => {
    await importCsv(test, 'email,externalId\nx1@two.example,two-1\nx2@two.example,two-2\n')
    const done = await importCsv(test, 'email,externalId\nx1@two.example,two-2\n')
    const [[line, reason] = []] = await rejectsOf(done)
    expect(line).toBe('2')
    expect(reason).toContain((await get('x1@two.example')).id)
    expect(reason).toContain((await get('x2@two.example')).id)
  })

  it('tries a file without writing anything', async () => {
    await importCsv(test, 'email,First Name\nthere@dry.example,T\n')
    const rows = Array.from({ length: 6_000 }, (_, index) => `dry${index % 5_500}@dry.example,D,x`)
    const file = `email,First Name,Dry Field\nthere@dry.example,New,x\nbad,,\n${rows.join('\n')}\n`
    const done = await importCsv(test, file, { dryRun: true, tags: ['Dry'] })
    expect(done.dryRun).toBe(true)
    expect(done.counts).toEqual(total({ total: 6_002, created: 5_500, updated: 501, failed: 1 }))
    expect(await get('there@dry.example')).toMatchObject({ firstName: 'T' })
    expect((await test.request('GET', '/v1/contacts/dry0%40dry.example')).status).toBe(404)
    expect((await test.request('GET', '/v1/tags/Dry')).status).toBe(404)
    expect((await test.request('GET', '/v1/fields/dry_field')).status).toBe(404)
  })

  it.each([
    ['an empty file', '', {}, 'no rows'],
    ['a map to a column that is not there', 'email\na@b.example\n', { columnMap: { phone: 'Tel' } }, '"Tel"'],
  ])('fails with a sentence: %s', async (_, file, options, words) => {
    const done = await importCsv(test, file, options)
    expect(done).toMatchObject({ status: 'failed', error: expect.stringContaining(words) })
  })

  it('refuses options that are wrong, and keeps no file', async () => {
    const files = () => readdir(join(test.product.config.dataDir, 'imports'))
    const before = await files()
    const reply = await upload(test, 'email\n', { onConflict: 'explode', delimiter: '-' })
    expect(reply.status).toBe(422)
    // Those of earlier imports may go meanwhile.
    expect((await files()).filter((name) => !before.includes(name))).toEqual([])
  })

  it('is listed, newest first, and is nothing to other projects', async () => {
    const done = await importCsv(test, 'email\nlisted@example.org\n')
    const { body } = await test.request<{ data: ImportJob[]; next_cursor: string }>('GET', '/v1/imports?limit=2')
    expect(body.data[0]).toEqual(done)
    const next = await test.request<{ data: ImportJob[] }>('GET', `/v1/imports?limit=2&after=${body.next_cursor}`)
    expect(next.body.data[0]?.id).not.toBe(body.data[1]?.id)
    for (const path of [`/v1/imports/${done.id}`, `/v1/imports/${done.id}/rejects`]) {
      expect((await test.request('GET', path, undefined, { key: test.second.key })).status).toBe(404)
    }
  })
})

describe('an import that is killed', () => {
  it('goes on where it stopped and ends as if nothing had happened', async () => {
    const emails = Array.from({ length: 16_000 }, (_, index) =>
      index % 997 === 0 ? 'broken' : `k${index % 13_000}@killed.example`,
    )
    const rows = emails.map((email, index) => `${email},"Killed: ${index % 7}, Killed: ${index % 3}",${index}`)
    const file = `email,tags,Number\n${rows.join('\n')}\n`
    const killed = await createProduct()
    const { body } = await upload(killed, file)
    const attempts = await runUntilOver(killed.product)
    // why: replies are held against the contract
    const { id } = body as ImportJob
    const resumed = await waitForImport(killed, id)
    const straight = await importCsv(test, file)
    expect(attempts).toBeGreaterThan(3)
    expect(resumed.counts).toEqual(straight.counts)
    expect(await contentOf(killed, resumed)).toEqual(await contentOf(test, straight))
    const failed = emails.filter((email) => email === 'broken').length
    const created = new Set(emails).size - 1
    const updated = emails.length - failed - created
    expect(resumed.counts).toEqual(total({ total: emails.length, created, updated, failed }))
    await killed.drop()
  })
})

/** Runs an import in a process that dies before every third transaction, and after the commit of every fourth. */
async function runUntilOver(product: Product): Promise<number> {
  let writes = 0
  const write: Product['database']['write'] = async (options, work) => {
    writes += 1
    if (writes % 3 === 0) throw new Error('killed before the transaction')
    const written = await product.database.write(options, work)
    if (writes % 4 === 0) throw new Error('killed after the commit')
    return written
  }
  for (let attempts = 0; ; attempts += 1) {
    const open = await findOpenImport(product.database)
    if (!open) return attempts
    const mortal = { ...product, database: { ...product.database, write } }
    await runImport(mortal, open, () => false).catch(() => undefined)
  }
}

/** All that an import left behind, but for ids, row numbers and times. */
async function contentOf({ product }: TestProduct, { id }: ImportJob): Promise<unknown[]> {
  const people = await product.database.query(
    `select email, fields, status, array(
       select t.name from contact_tags ct join tags t on t.project_id = 1 and t.id = ct.tag_id
       where ct.project_id = 1 and ct.row_no = c.row_no order by t.name
     ) as tags
     from contacts c where project_id = 1 and email like '%@killed.example' order by email`,
  )
  const rejects = await product.database.query(
    'select line, reason, cells from import_rejects where import_id = $1 order by line',
    [parseId('import', id)],
  )
  return [...people, ...rejects]
}
