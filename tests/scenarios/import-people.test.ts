import type { Body, Reply } from '@rollcall/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../support/create-product.ts'
import { importCsv, upload } from '../support/import-csv.ts'
import { until } from '../support/until.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createProduct({ work: true })
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

type People = Reply<'imports.people'>['data']

const make = (name: string, contacts: string[] = []) =>
  test.client.segments.create({ name, kind: 'static', contacts }).then(({ id }) => id)
const membersOf = async (segment: string) => {
  const { data } = await test.client.contacts.list({ segment, limit: 100 })
  return data.map(({ email }) => email).toSorted()
}
const undo = async (id: string) => {
  const job = await test.client.imports.undo(id)
  await until(
    () => test.client.jobs.get(job.id),
    ({ finishedAt }) => finishedAt !== null,
  )
}

describe('the people of an import', () => {
  it('are listed by what became of them, page by page, until it is undone', async () => {
    await test.client.contacts.create({ email: 'old@people.example', firstName: 'Ada', tags: ['Fair'] })
    await test.client.contacts.create({ email: 'carrier@people.example', tags: ['Fair'] })
    const file = 'email,lastName\nold@people.example,Byron\nb@people.example,B\nc@people.example,\n'
    const { id } = await importCsv(test, file, { tags: ['Fair'] })
    const first = await test.client.imports.people(id, { limit: 1 })
    const second = await test.client.imports.people(id, { limit: 1, after: first.next_cursor ?? '' })
    const brief = (people: People) => people.map(({ email, name }) => [email, name])
    expect(brief([...first.data, ...second.data])).toEqual([
      ['b@people.example', 'B'],
      ['c@people.example', null],
    ])
    expect(second.has_more).toBe(false)
    const updated = await test.client.imports.people(id, { outcome: 'updated' })
    expect(brief(updated.data)).toEqual([['old@people.example', 'Ada Byron']])
    const theirs = await test.request('GET', `/v1/imports/${id}/people`, undefined, { key: test.second.key })
    expect(theirs.status).toBe(404)
    await undo(id)
    expect((await test.client.imports.people(id)).data).toEqual([])
  })
})

describe('the segments of an import', () => {
  it('get everybody of the file who is taken, and give them back when it is undone', async () => {
    const empty = await make('Fair 2026')
    await test.client.contacts.create({ email: 'in@list.example' })
    await test.client.contacts.create({ email: 'same@list.example' })
    const other = await make('Others', ['in@list.example'])
    const file = 'email\nin@list.example\nsame@list.example\nnew@list.example\nsame@list.example\nbroken\n'
    const options = { segments: [empty, 'Others'] }
    const tried = await importCsv(test, file, { ...options, dryRun: true })
    expect(await membersOf(empty)).toEqual([])
    const { created, updated } = await test.client.imports.samples(tried.id)
    const into = (rows: typeof created) => rows.map(({ changes }) => changes.find(({ field }) => field === 'segments'))
    expect(into(created)).toMatchObject([{ after: ['Fair 2026', 'Others'] }])
    expect(into(updated)).toMatchObject([{ after: ['Fair 2026'] }, { after: ['Fair 2026', 'Others'] }])
    const done = await importCsv(test, file, options)
    expect(done).toMatchObject({ options: { segments: [empty, other] }, counts: tried.counts })
    expect(done.counts).toMatchObject({ created: 1, updated: 2, unchanged: 1, failed: 1 })
    const all = ['in@list.example', 'new@list.example', 'same@list.example']
    const bothMembers = () => Promise.all([membersOf(empty), membersOf(other)])
    await expect.poll(bothMembers).toEqual([all, all])
    expect((await importCsv(test, file, options)).counts).toMatchObject({ created: 0, updated: 0, unchanged: 4 })
    await undo(done.id)
    await expect.poll(bothMembers).toEqual([[], ['in@list.example']])
  })

  it('leave out who is left alone, and do not stop an import once they are gone', async () => {
    const list = await make('Going')
    await test.client.contacts.create({ email: 'alone@list.example' })
    await importCsv(test, 'email\nalone@list.example\nfresh@list.example\n', { segments: [list], onConflict: 'skip' })
    expect(await membersOf(list)).toEqual(['fresh@list.example'])
    const tried = await importCsv(test, 'email\nlater@list.example\n', { segments: [list], dryRun: true })
    await test.client.segments.delete(list)
    // Said before it begins; one that is deleted later is left out.
    await expect(test.client.imports.repeat(tried.id, { segments: [list] })).rejects.toMatchObject({ status: 404 })
  })

  it('have to be static, and of the same project', async () => {
    const { id } = await test.client.segments.create({ name: 'By rule', filters: {} })
    const refused = await upload(test, 'email\na@list.example\n', { segments: [id] })
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('/segments/0')])
    const theirs = await test.clientFor(test.second.key).segments.create({ name: 'Theirs', kind: 'static' })
    expect((await upload(test, 'email\na@list.example\n', { segments: [theirs.id] })).status).toBe(404)
  })
})

describe('a file whose first row', () => {
  const preview = (file: string, options: Body<'imports.preview'>) =>
    test.client.imports.preview({ file: new Blob([file]), fileName: 'people.csv', options })

  it('is a person although it has no e-mail address, gives its columns numbers', async () => {
    const file = 'p-1,Ada\np-2,Bo\n'
    const options = { hasHeader: false, columnMap: { externalId: 'Column 1', firstName: 'Column 2' } }
    expect(await preview(file, { hasHeader: false })).toMatchObject({
      hasHeader: false,
      columns: [{ header: 'Column 1' }, { header: 'Column 2' }],
    })
    expect((await importCsv(test, file, options)).counts).toMatchObject({ total: 2, created: 2 })
    expect(await test.client.contacts.list({ q: 'p-1' })).toMatchObject({ data: [{ firstName: 'Ada' }] })
  })

  it('names the columns although there is an address in it', async () => {
    const file = 'news@shop.example,Plan\nhead@first.example,pro\n'
    expect(await preview(file, {})).toMatchObject({ hasHeader: false })
    const done = await importCsv(test, file, { hasHeader: true, columnMap: { email: 'news@shop.example' } })
    expect(done.counts).toMatchObject({ total: 1, created: 1 })
  })
})

describe('the examples of a dry run', () => {
  it('name people and show all that would change', async () => {
    await test.client.contacts.create({
      ...{ email: 'ada@sample.example', firstName: 'Ada', lastName: 'Byron' },
      ...{ channels: { whatsapp: '+6281234567890' }, tracking: true },
    })
    const header = 'email,status,funnel,lost,tracking,channels.whatsapp,consent.whatsapp'
    const rows = ['ada@sample.example', 'new@sample.example'].map(
      (email) => `${email},unsubscribed,customer,true,false,+6281234567891,opted_in`,
    )
    const { id } = await importCsv(test, `${header}\n${rows.join('\n')}\n`, { dryRun: true })
    const { created, updated } = await test.client.imports.samples(id)
    const after = {
      ...{ status: 'unsubscribed', funnel: 'customer', lost: true, tracking: false },
      ...{ 'channels.whatsapp': '+6281234567891', 'consent.whatsapp': 'opted_in' },
    }
    const afterOf = ([row]: typeof created) => Object.fromEntries(row?.changes.map((it) => [it.field, it.after]) ?? [])
    expect(updated[0]).toMatchObject({ contact: expect.stringMatching(/^con_/), name: 'Ada Byron' })
    expect(afterOf(updated)).toEqual(after)
    expect(afterOf(created)).toEqual({ email: 'new@sample.example', ...after })
    expect(updated[0]?.changes).toContainEqual({
      field: 'channels.whatsapp',
      before: '+6281234567890',
      after: '+6281234567891',
    })
  })
})
