import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deleteOldUndoSteps } from '../../packages/server/src/store/undo-steps.ts'
import { addContacts } from '../support/add-contacts.ts'
import type { TestProduct } from '../support/create-product.ts'
import { createProduct } from '../support/create-product.ts'
import { importCsv, upload } from '../support/import-csv.ts'
import { until } from '../support/until.ts'

const DAY_MS = 86_400_000

let test: TestProduct
let offsetMs = 0
beforeAll(async () => {
  test = await createProduct({ work: true, now: () => new Date(Date.now() + offsetMs) })
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

type Results = { contact: string; outcome: string; detail: string | null }[]

/** Undoes an import or a job and gives what happened to each contact. */
async function undo(path: string): Promise<{ id: string; total: number; results: Results }> {
  const { status, body, text } = await test.request<{ id: string }>('POST', `/v1${path}/undo`)
  expect([status, text]).toEqual([202, expect.anything()])
  return finish(body.id)
}

async function finish(id: string) {
  const job = await until(
    () => test.client.jobs.get(id),
    ({ status }) => status === 'completed' || status === 'failed',
  )
  expect(job.error).toBe(null)
  const { data } = await test.client.jobs.results(id, { limit: 100 })
  return { id, total: job.total, results: data }
}

const bulk = async (body: object) => {
  // why: what is wrong with it is what some tests ask
  const { id } = await test.client.contacts.bulk(body as never)
  return finish(id)
}

const get = (who: string) => test.client.contacts.get(who)
const outcomes = (results: Results) => results.map(({ outcome, detail }) => [outcome, detail])

describe('undoing an import', () => {
  it('deletes whom it created and puts back what it changed, unless somebody changed that since', async () => {
    await test.client.fields.create({ key: 'plan', type: 'text' })
    await addContacts(test, test.first, [
      { email: 'old@undo.example', tags: ['Here'] },
      { email: 'touched@undo.example' },
      { email: 'same@undo.example' },
    ])
    for (const who of ['old', 'touched', 'same']) {
      await test.client.contacts.update(`${who}@undo.example`, { firstName: 'Ada', fields: { plan: 'Größe' } })
    }
    const before = await get('old@undo.example')
    const made = await importCsv(
      test,
      'email,First Name,plan,status,Company\nold@undo.example,Bo,pro,unsubscribed,X\ntouched@undo.example,Bo,pro,,X\nsame@undo.example,Ada,Größe,,\nnew@undo.example,Cy,pro,,X\n',
      { tags: ['Imported', 'Here'] },
    )
    expect(made).toMatchObject({ counts: { created: 1, updated: 3 }, undo: { until: expect.any(String), job: null } })
    await test.client.contacts.update('touched@undo.example', { firstName: 'Dee' })
    await test.client.contacts.removeTags('touched@undo.example', { tags: ['Imported'] })
    await test.client.contacts.addTags('touched@undo.example', { tags: ['Imported'] })

    const { results, total, id } = await undo(`/imports/${made.id}`)
    expect(total).toBe(4)
    expect(outcomes(results).sort()).toEqual([
      ['changed', null],
      ['changed', null],
      ['changed', null],
      ['changed', 'Kept what was changed since: firstName.'],
    ])
    const { updatedAt: _, ...restored } = await get('old@undo.example')
    const { updatedAt: __, ...original } = before
    expect(restored).toEqual(original)
    expect(await get('touched@undo.example')).toMatchObject({
      ...{ firstName: 'Dee', company: null, tags: ['Imported'], fields: { plan: 'Größe' } },
    })
    expect((await get('same@undo.example')).tags).toEqual([])
    expect((await test.request('GET', '/v1/contacts/new@undo.example')).status).toBe(404)
    expect((await test.read<{ total: number }>('POST', '/v1/contacts/search', { q: 'undo.example' })).body.total).toBe(
      3,
    )

    const again = await undo(`/imports/${made.id}`)
    expect(again.id).toBe(id)
    expect((await test.client.imports.get(made.id)).undo.job).toBe(id)
  })

  it('goes back through all batches, and happens once however often it is asked for', async () => {
    const rows = Array.from({ length: 3_000 }, (_, n) => `many${n}@undo.example,N${n}`)
    await addContacts(test, test.first, [{ email: 'many1@undo.example' }])
    const made = await importCsv(test, `email,company\n${rows.join('\n')}\nmany1@undo.example,Twice\n`)
    expect(made.counts).toMatchObject({ created: 2_999, updated: 2 })
    const asked = await Promise.all([1, 2, 3].map(() => test.client.imports.undo(made.id)))
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1)
    const { total } = await finish(asked[0].id)
    expect(total).toBe(3_001)
    const { body } = await test.read<{ total: number }>('POST', '/v1/contacts/search', { q: 'many' })
    expect(body.total).toBe(1)
    expect((await get('many1@undo.example')).company).toBe(null)
  })

  it('leaves an e-mail that another contact has by now, and never overrules who unsubscribed', async () => {
    await test.client.contacts.create({ externalId: 'x1', email: 'first@taken.example' })
    await test.client.contacts.create({ email: 'leaver@taken.example' })
    const made = await importCsv(
      test,
      'externalId,email,status\nx1,second@taken.example,\n,leaver@taken.example,unsubscribed\n',
    )
    expect(made.counts).toMatchObject({ updated: 2 })
    await test.client.contacts.create({ email: 'first@taken.example' })
    const [{ rowNo }] = await test.product.database.query<{ rowNo: number }>(
      `select row_no as "rowNo" from contacts where email = 'leaver@taken.example'`,
    )
    await leave(rowNo)
    const { results } = await undo(`/imports/${made.id}`)
    expect(outcomes(results).sort()).toEqual([
      ['unchanged', 'Kept what was changed since: e-mail and externalId, which another contact has by now.'],
      ['unchanged', 'Kept what was changed since: status.'],
    ])
    expect((await get('x1')).email).toBe('second@taken.example')
    expect((await get('leaver@taken.example')).status).toBe('unsubscribed')
  })

  it('is refused while it runs, after 7 days, and for a dry run, each in a sentence', async () => {
    const started = await upload(test, `email\n${'slow@undo.example\n'.repeat(20_000)}`)
    // why: replies are held against the contract
    const { id } = started.body as { id: string }
    const early = await test.request<{ detail: string; code: string }>('POST', `/v1/imports/${id}/undo`)
    expect(early.body).toMatchObject({
      status: 409,
      code: 'cannot_undo',
      detail: expect.stringContaining('still running'),
    })
    const dry = await importCsv(test, 'email\ndry@undo.example\n', { dryRun: true })
    const nothing = await test.request('POST', `/v1/imports/${dry.id}/undo`)
    expect(nothing.body).toMatchObject({ detail: 'This import changed nothing that could be undone.' })
    const made = await importCsv(test, 'email\nlate@undo.example\n')
    offsetMs = 7 * DAY_MS + 60_000
    const late = await test.request('POST', `/v1/imports/${made.id}/undo`)
    expect(late.body).toMatchObject({ status: 409, detail: expect.stringMatching(/ended on .*kept for 7 days/) })
    await deleteOldUndoSteps(test.product.database, test.product.now())
    const [{ count }] = await test.product.database.query<{ count: number }>('select count(*) as count from undo_steps')
    offsetMs = 0
    expect(count).toBe(0)
    const theirs = await test.request('POST', `/v1/imports/${made.id}/undo`, undefined, { key: test.second.key })
    expect(theirs.status).toBe(404)
  })
})

describe('a dry run', () => {
  it('shows rows of each outcome, with what would change', async () => {
    const { id } = await test.client.contacts.create({ email: 'there@dry.example' })
    await test.client.contacts.create({ email: 'equal@dry.example' })
    const csv = 'email,company,tags\nthere@dry.example,New,T1\nequal@dry.example,,\nnew@dry.example,New,\nbroken,,\n'
    const made = await importCsv(test, csv, { dryRun: true })
    expect(await test.client.imports.samples(made.id)).toEqual({
      held: { suppressed: 0, unsubscribed: 0 },
      created: [
        {
          ...{ line: 4, contact: 'new@dry.example' },
          changes: [
            { field: 'email', before: null, after: 'new@dry.example' },
            { field: 'company', before: null, after: 'New' },
          ],
        },
      ],
      updated: [
        {
          ...{ line: 2, contact: id, name: 'there@dry.example' },
          changes: [
            { field: 'company', before: null, after: 'New' },
            { field: 'tags', before: null, after: ['T1'] },
          ],
        },
      ],
      unchanged: [{ line: 3, contact: expect.stringMatching(/^con_/), name: 'equal@dry.example', changes: [] }],
      rejected: [{ line: 5, reason: expect.stringContaining('e-mail address'), cells: ['broken', '', ''] }],
    })
  })
})

describe('a bulk action', () => {
  it.each([
    ['add_tags', { tags: ['Bulk', 'Before'] }],
    ['remove_tags', { tags: ['Before'] }],
    ['remove_all_tags', {}],
    ['delete', {}],
    ['add_to_segment', { segment: 'Undone' }],
    ['remove_from_segment', { segment: 'Undone' }],
    ['set_funnel', { funnel: 'customer' }],
    ['set_field', { field: 'country', value: 'Indonesia' }],
    ['set_field', { field: 'city', value: 'İstanbul' }],
    ['set_field', { field: 'city', value: null }],
    ['set_status', { status: 'unsubscribed' }],
  ])('%s is undone without a trace on the contact', async (action, parts) => {
    const email = `${action}-${JSON.stringify(parts).length}@bulk.example`
    if (action === 'add_tags') {
      await test.client.fields.create({ key: 'city', type: 'text' })
      await test.client.segments.create({ name: 'Undone', kind: 'static', contacts: [] })
    }
    await test.client.contacts.create({ email, tags: ['Before', 'After'], fields: { city: 'Oslo' } })
    if (action === 'remove_from_segment') await test.client.segments.addContacts('Undone', { contacts: [email] })
    const before = await seen(email)
    const done = await bulk({ action, contacts: [email], ...parts })
    expect(outcomes(done.results)).toEqual([['changed', null]])
    expect(await seen(email)).not.toEqual(before)
    const { results } = await undo(`/jobs/${done.id}`)
    expect(outcomes(results)).toEqual([['changed', null]])
    expect(await seen(email)).toEqual(before)
    expect((await test.request('POST', `/v1/jobs/${(await undo(`/jobs/${done.id}`)).id}/undo`)).body).toMatchObject({
      ...{ status: 409, detail: 'Undoing cannot be undone.' },
    })
  })

  it('is undone by the tag that its tag was merged into, and leaves alone whoever had that by itself', async () => {
    const [only, before, later] = ['only', 'before', 'later'].map((name) => `${name}@merged.example`)
    for (const email of [only, before, later]) await test.client.contacts.create({ email, tags: ['Gone'] })
    await test.client.contacts.addTags(before, { tags: ['Stays'] })
    const put = await bulk({ action: 'add_tags', contacts: [only, before, later], tags: ['Typo', 'Other'] })
    const took = await bulk({ action: 'remove_tags', contacts: [only, before], tags: ['Gone'] })
    await test.client.contacts.addTags(later, { tags: ['Stays'] })
    await test.client.tags.merge('Typo', { into: 'Stays' })
    await test.client.tags.create({ name: 'Back' })
    await test.client.tags.merge('Gone', { into: 'Back' })
    expect(outcomes((await undo(`/jobs/${took.id}`)).results)).toEqual([
      ['changed', null],
      ['changed', null],
    ])
    expect(outcomes((await undo(`/jobs/${put.id}`)).results)).toEqual(Array(3).fill(['changed', null]))
    const tagsOf = async (email: string) => (await get(email)).tags.toSorted()
    expect([await tagsOf(only), await tagsOf(before), await tagsOf(later)]).toEqual([
      ['Back'],
      ['Back', 'Stays'],
      ['Back', 'Stays'],
    ])
  })

  it('says so where nothing is left to undo, because the contact had the other tag as well', async () => {
    await test.client.contacts.create({ email: 'two@merged.example', tags: ['One'] })
    const put = await bulk({ action: 'add_tags', contacts: ['two@merged.example'], tags: ['Uno'] })
    await test.client.tags.merge('Uno', { into: 'One' })
    expect(outcomes((await undo(`/jobs/${put.id}`)).results)).toEqual([['unchanged', 'It was changed since.']])
    expect((await get('two@merged.example')).tags).toEqual(['One'])
  })

  it('keeps to the rules of status, contact by contact', async () => {
    await addContacts(test, test.first, [{ email: 'gone@rules.example' }, { email: 'here@rules.example' }])
    await test.client.contacts.update('gone@rules.example', { status: 'unsubscribed' })
    const { results } = await bulk({ action: 'set_status', q: 'rules.example', status: 'subscribed' })
    expect(outcomes(results)).toEqual([
      ['failed', 'It is unsubscribed: only the person, or resubscribe with proof, changes that.'],
      ['unchanged', null],
    ])
  })

  it('tells first how many it is about and shows some, and leaves out whom it shall', async () => {
    await addContacts(
      test,
      test.first,
      [1, 2, 3].map((n) => ({ email: `p${n}@preview.example` })),
    )
    const named = { action: 'delete' as const, contacts: ['p1@preview.example', 'nobody@preview.example'] }
    expect(await test.client.contacts.previewBulk(named)).toMatchObject({ total: 1, notFound: 1 })
    const matched = { action: 'delete' as const, q: 'preview.example', except: ['p2@preview.example'] }
    const preview = await test.read<{ total: number; sample: { email: string }[] }>(
      ...(['POST', '/v1/contacts/bulk/preview', matched] as const),
    )
    expect([preview.body.total, preview.body.sample.map(({ email }) => email)]).toEqual([
      2,
      ['p1@preview.example', 'p3@preview.example'],
    ])
    await bulk(matched)
    expect((await get('p2@preview.example')).email).toBe('p2@preview.example')
    expect((await test.request('GET', '/v1/contacts/p1@preview.example')).status).toBe(404)
  })

  it.each([
    [{ action: 'set_field', field: 'email', value: 'a@b.example' }, '/field'],
    [{ action: 'set_field', field: 'nowhere', value: 'x' }, '/field'],
    [{ action: 'set_field', field: 'country', value: 'Atlantis' }, '/value'],
    [{ action: 'set_field', field: 'country', value: 12 }, '/value'],
    [{ action: 'set_field', field: 'country' }, '/value'],
    [{ action: 'set_status' }, '/status'],
    [{ action: 'delete', status: 'subscribed' }, '/status'],
  ])('that makes no sense is refused: %j', async (body, pointer) => {
    const call = await test.request<{ errors: { pointer: string }[] }>('POST', '/v1/contacts/bulk', {
      ...{ contacts: ['a@b.example'], ...body },
    })
    expect([call.status, call.body.errors?.map((problem) => problem.pointer)]).toEqual([422, [pointer]])
  })
})

async function seen(email: string) {
  const { status, body } = await test.request<Record<string, unknown>>('GET', `/v1/contacts/${email}`)
  const { updatedAt: _, ...contact } = body
  const { body: members } = await test.read<{ data: { email: string }[] }>('GET', '/v1/segments/Undone/members')
  return status === 404 ? 404 : { ...contact, isMember: members.data.some((member) => member.email === email) }
}

/** What the link in a message does. */
async function leave(rowNo: number) {
  const { database, now } = test.product
  const { unsubscribe } = await import('../../packages/server/src/store/unsubscribe.ts')
  const [{ id }] = await database.query<{ id: string }>('select uuidv7() as id')
  const proof = { source: 'one-click' as const, campaign: 'cmp', ip: '192.0.2.1', userAgent: null }
  await database.write({ projectId: test.first.id, actor: 'contact' }, (transaction) =>
    unsubscribe(transaction, { projectId: test.first.id, rowNo, campaignUuid: id }, { proof, at: now() }),
  )
}
