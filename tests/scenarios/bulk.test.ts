import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBulkActions } from '../../packages/server/src/jobs/bulk-actions.ts'
import { runChunk, toBulkWork } from '../../packages/server/src/jobs/bulk-chunk.ts'
import { listOpenJobs } from '../../packages/server/src/store/jobs.ts'
import { addContacts } from '../support/add-contacts.ts'
import { createProduct, type Reply, type TestProduct } from '../support/create-product.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createProduct()
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

const request = (method: string, path: string, body?: unknown) => test.request(method, `/v1${path}`, body)
const read = (method: string, path: string, body?: unknown) => test.read(method, `/v1${path}`, body)
const pointersOf = ({ body }: Reply) =>
  (body as { errors?: { pointer: string }[] }).errors?.map(({ pointer }) => pointer)
// why: the shapes of the contract
const tagsOf = ({ body }: Reply) => (body as { tags: string[] }).tags
const idOf = ({ body }: Reply) => (body as { id: string }).id
const byEmail = (part: string) => ({ conditions: [{ type: 'field', field: 'email', op: 'contains', values: [part] }] })

/** Starts a job, works it off, and gives the job and what it did to each contact. */
async function bulk(body: Record<string, unknown>) {
  const started = await read('POST', '/contacts/bulk', body)
  expect(started.status).toBe(202)
  expect(test.woken.at(-1)).toBe('jobs')
  await workOff()
  const job = await request('GET', `/jobs/${idOf(started)}`)
  const { body: results } = await request('GET', `/jobs/${idOf(started)}/results?limit=100`)
  // why: a list by its contract
  return { job, results: (results as { data: { contact: string; outcome: string; detail: string | null }[] }).data }
}

async function workOff() {
  const actions = startBulkActions(test.product)
  try {
    while ((await listOpenJobs(test.product.database, [])).length > 0) await new Promise((done) => setTimeout(done, 5))
  } finally {
    await actions.stop()
  }
}

describe('a bulk action on named contacts', () => {
  it('says for each what happened, and never overwrites tags', async () => {
    const [one, two] = await addContacts(test, test.first, [
      { email: 'one@example.org', tags: ['Old'] },
      { email: 'two@example.org', tags: ['Old', 'New'] },
    ])
    const foreign = await addContacts(test, test.second, [{ email: 'foreign@example.org' }])
    const contacts = [one, 'TWO@example.org', 'nobody@example.org', ...foreign, 'one@example.org']
    const { job, results } = await bulk({ action: 'add_tags', contacts, tags: ['New'] })
    expect(job.body).toMatchObject({
      status: 'completed',
      action: 'add_tags',
      total: 5,
      done: 5,
      failed: 2,
      error: null,
    })
    expect(results.map(({ contact, outcome }) => [contact, outcome])).toEqual([
      [one, 'changed'],
      ['TWO@example.org', 'unchanged'],
      ['nobody@example.org', 'failed'],
      [foreign[0], 'failed'],
      ['one@example.org', 'unchanged'],
    ])
    expect(results[2].detail).toBe('There is no such contact in this project.')
    expect(tagsOf(await request('GET', `/contacts/${one}`))).toEqual(['Old', 'New'])
    expect(tagsOf(await request('GET', `/contacts/${two}`))).toEqual(['Old', 'New'])
    const theirs = await test.request('GET', `/v1/contacts/${foreign[0]}`, undefined, { key: test.second.key })
    expect(tagsOf(theirs)).toEqual([])
  })

  it('is exact about the case of tags it takes off', async () => {
    const [id] = await addContacts(test, test.first, [{ email: 'case@example.org', tags: ['VIP', 'vip', 'Other'] }])
    await bulk({ action: 'remove_tags', contacts: [id], tags: ['vip', 'Vip'] })
    expect(tagsOf(await request('GET', `/contacts/${id}`))).toEqual(['VIP', 'Other'])
    const { results } = await bulk({ action: 'remove_all_tags', contacts: [id] })
    expect(results).toMatchObject([{ contact: id, outcome: 'changed', detail: null }])
    expect(tagsOf(await request('GET', `/contacts/${id}`))).toEqual([])
  })

  it('puts people into a static segment and takes them out', async () => {
    const ids = await addContacts(test, test.first, [{ email: 'in@example.org' }, { email: 'out@example.org' }])
    await request('POST', '/segments', { name: 'Static', kind: 'static' })
    await bulk({ action: 'add_to_segment', contacts: ids, segment: 'Static' })
    const { results } = await bulk({ action: 'remove_from_segment', contacts: [ids[1]], segment: 'Static' })
    expect(results.map(({ outcome }) => outcome)).toEqual(['changed'])
    expect((await read('GET', '/segments/Static/members')).body).toMatchObject({ data: [{ id: ids[0] }], total: 1 })
  })

  it('gives a position from which counts include what was done', async () => {
    const [id] = await addContacts(test, test.first, [{ email: 'position@example.org' }])
    const { job } = await bulk({ action: 'add_tags', contacts: [id], tags: ['Positioned'] })
    const headers = { 'rollcall-after': job.headers['rollcall-position'] }
    const { body } = await test.request('GET', '/v1/contacts?tag=Positioned', undefined, { headers })
    expect(body).toMatchObject({ data: [{ id }] })
  })
})

describe('a bulk action on a filter', () => {
  it('is for those who match when it starts, whatever changes later', async () => {
    const ids = await addContacts(
      test,
      test.first,
      Array.from({ length: 5 }, (_, n) => ({ email: `frozen${n}@example.org` })),
    )
    const started = await read('POST', '/contacts/bulk', { action: 'delete', filters: byEmail('frozen') })
    const [late] = await addContacts(test, test.first, [{ email: 'frozen-late@example.org' }])
    await test.product.database.query(
      "update contacts set email = 'renamed@example.org' where email = 'frozen0@example.org'",
    )
    expect((await request('DELETE', `/contacts/${ids[1]}`)).status).toBe(204)
    await workOff()
    const job = await request('GET', `/jobs/${idOf(started)}`)
    expect(job.body).toMatchObject({ status: 'completed', total: 5, done: 5, failed: 1 })
    for (const id of ids) expect((await request('GET', `/contacts/${id}`)).status).toBe(404)
    expect((await request('GET', `/contacts/${late}`)).status).toBe(200)
    expect((await read('POST', '/contacts/search', { filters: byEmail('frozen') })).body).toMatchObject({ total: 1 })
  })

  it('of nobody completes at once', async () => {
    const { job, results } = await bulk({ action: 'remove_all_tags', filters: byEmail('nobody at all') })
    expect(job.body).toMatchObject({ status: 'completed', total: 0, done: 0 })
    expect(results).toEqual([])
  })

  it('goes on where it was interrupted, and no two workers do the same twice', async () => {
    const people = Array.from({ length: 2_500 }, (_, n) => ({ email: `many${n}@example.org` }))
    await addContacts(test, test.first, people)
    const started = await read('POST', '/contacts/bulk', {
      action: 'add_tags',
      filters: byEmail('many'),
      tags: ['Many'],
    })
    const [job] = await listOpenJobs(test.product.database, [])
    await runChunk(test.product, toBulkWork(job))
    expect((await request('GET', `/jobs/${idOf(started)}`)).body).toMatchObject({ status: 'processing', done: 1_000 })
    const workers = [startBulkActions(test.product), startBulkActions(test.product)]
    await workOff()
    await Promise.all(workers.map((worker) => worker.stop()))
    expect((await request('GET', `/jobs/${idOf(started)}`)).body).toMatchObject({
      status: 'completed',
      ...{ total: 2_500, done: 2_500, failed: 0 },
    })
    const [counts] = await test.product.database.query(
      `select count(*) as results, count(distinct contact) as contacts, count(*) filter (where outcome = 'changed') as changed
       from job_results where job_id = $1`,
      [job.id],
    )
    expect(counts).toEqual({ results: 2_500, contacts: 2_500, changed: 2_500 })
    expect((await read('POST', '/contacts/search', { filters: byEmail('many'), limit: 1 })).body).toMatchObject({
      total: 2_500,
    })
    expect((await request('GET', '/tags/Many')).body).toMatchObject({ contactCount: 2_500 })
  })

  it('fails in words when its tag is deleted while it waits', async () => {
    await addContacts(test, test.first, [{ email: 'meanwhile@example.org' }])
    const started = await read('POST', '/contacts/bulk', {
      ...{ action: 'add_tags', filters: byEmail('meanwhile'), tags: ['Meanwhile'] },
    })
    await request('DELETE', '/tags/Meanwhile')
    await workOff()
    expect((await request('GET', `/jobs/${idOf(started)}`)).body).toMatchObject({
      ...{ status: 'failed', done: 0, error: 'A tag of this job was deleted in the meantime.' },
    })
  })
})

describe('a bulk action that makes no sense', () => {
  it.each([
    [{ action: 'add_tags', contacts: ['a@example.org'] }, ['/tags']],
    [{ action: 'delete', contacts: ['a@example.org'], tags: ['x'] }, ['/tags']],
    [{ action: 'add_to_segment', contacts: ['a@example.org'] }, ['/segment']],
    [{ action: 'add_to_segment', contacts: ['a@example.org'], segment: 'Dynamic' }, ['/segment']],
    [{ action: 'add_tags', tags: ['x'] }, ['']],
    [{ action: 'delete', contacts: ['a@example.org'], filters: {} }, ['']],
    [{ action: 'delete', contacts: [] }, ['/contacts']],
    [{ action: 'explode', contacts: ['a@example.org'] }, ['/action']],
    [{ action: 'add_tags', contacts: ['a@example.org'], tags: ['x', 'tag_01h455vb4pex5vsknk084sn02q'] }, ['/tags/1']],
    [{ action: 'delete', filters: { conditions: [{ type: 'nonsense' }] } }, ['/filters/conditions/0/type']],
  ])('is refused: %j', async (body, pointers) => {
    await request('POST', '/segments', { name: 'Dynamic', filters: {} })
    const refused = await request('POST', '/contacts/bulk', body)
    expect([refused.status, pointersOf(refused)]).toEqual([422, pointers])
  })

  it('is refused when it names more than 10,000 contacts', async () => {
    const refused = await request('POST', '/contacts/bulk', { action: 'delete', contacts: Array(10_001).fill('a') })
    expect([refused.status, pointersOf(refused)]).toEqual([422, ['/contacts']])
  })

  it('leaves jobs of another project alone, and pages results', async () => {
    const ids = await addContacts(
      test,
      test.first,
      Array.from({ length: 3 }, (_, n) => ({ email: `page${n}@example.org` })),
    )
    const { job } = await bulk({ action: 'add_tags', contacts: ids, tags: ['Paged'] })
    const path = `/v1/jobs/${idOf(job)}`
    for (const foreign of [path, `${path}/results`]) {
      expect((await test.request('GET', foreign, undefined, { key: test.second.key })).status).toBe(404)
    }
    const first = await test.request('GET', `${path}/results?limit=2`)
    // why: a list by its contract
    const page = first.body as { data: { contact: string }[]; next_cursor: string }
    expect(page.data.map(({ contact }) => contact)).toEqual(ids.slice(0, 2))
    const rest = await test.request('GET', `${path}/results?limit=2&after=${page.next_cursor}`)
    expect(rest.body).toMatchObject({ data: [{ contact: ids[2] }], has_more: false, next_cursor: null })
    expect((await test.request('GET', `${path}/results?after=bm8`)).status).toBe(422)
  })
})
