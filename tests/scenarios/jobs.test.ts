import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBulkActions } from '../../packages/server/src/jobs/bulk-actions.ts'
import { runChunk, toBulkWork } from '../../packages/server/src/jobs/bulk-chunk.ts'
import { listOpenJobs } from '../../packages/server/src/store/jobs.ts'
import { addContacts } from '../support/add-contacts.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createProduct()
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

type Job = {
  id: string
  action: string
  status: string
  done: number
  error: string | null
  undo: { until: string | null }
}
type Results = { data: { contact: string; name: string | null; outcome: string }[]; totals: object | null }

async function call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const reply = await test.read(method, `/v1${path}`, body)
  expect(reply.status).toBeLessThan(300)
  // why: the shapes of the contract
  return reply.body as Answer
}

async function workOff() {
  const actions = startBulkActions(test.product)
  try {
    while ((await listOpenJobs(test.product.database, [])).length > 0) await new Promise((done) => setTimeout(done, 5))
  } finally {
    await actions.stop()
  }
}

describe('a bulk action before it runs', () => {
  it('says how many would really change, and is right', async () => {
    await call('POST', '/fields', { key: 'plan', name: 'Plan', type: 'select', options: ['free', 'pro'] })
    await call('POST', '/fields', { key: 'score', name: 'Score', type: 'number' })
    const { id: list } = await call<{ id: string }>('POST', '/segments', { name: 'List', kind: 'static', contacts: [] })
    const contacts = ['a@example.org', 'b@example.org', 'c@example.org']
    const [a, b, c] = contacts
    const people = [
      { email: a, tags: ['VIP', 'Old'], fields: { plan: 'pro', score: 2 }, company: 'Kopi' },
      { email: b, tags: ['VIP'], fields: { plan: 'free' }, status: 'unsubscribed', company: 'kopi' },
      { email: c, status: 'non-subscribed', funnel: 'aware' },
    ]
    await call('POST', '/contacts/batch', { contacts: people, upsert: true })
    await call('POST', `/segments/${list}/contacts`, { contacts: [contacts[0]] })
    const cases: [body: Record<string, unknown>, changing: number][] = [
      [{ action: 'add_tags', tags: ['VIP'] }, 1],
      [{ action: 'add_tags', tags: ['VIP', 'Old'] }, 2],
      [{ action: 'add_tags', tags: ['Never seen'] }, 3],
      [{ action: 'remove_tags', tags: ['Old', 'Never seen either'] }, 1],
      [{ action: 'add_to_segment', segment: list }, 2],
      [{ action: 'set_funnel', funnel: 'aware' }, 2],
      [{ action: 'set_field', field: 'plan', value: 'pro' }, 2],
      [{ action: 'set_field', field: 'score', value: 2 }, 2],
      [{ action: 'set_field', field: 'company', value: 'Kopi' }, 2],
      [{ action: 'set_field', field: 'company', value: null }, 2],
      [{ action: 'set_field', field: 'plan', value: null }, 2],
      [{ action: 'set_status', status: 'unsubscribed' }, 2],
      [{ action: 'remove_all_tags' }, 2],
      [{ action: 'remove_from_segment', segment: list }, 1],
      [{ action: 'delete' }, 3],
    ]
    for (const [body, changing] of cases) {
      const preview = await call('POST', '/contacts/bulk/preview', { ...body, contacts })
      expect({ ...body, ...(preview as object) }).toMatchObject({ total: 3, notFound: 0, changing })
      const { id } = await call<Job>('POST', '/contacts/bulk', { ...body, contacts })
      await workOff()
      const { totals } = await call<Results>('GET', `/jobs/${id}/results`)
      expect({ ...body, totals }).toMatchObject({ totals: { changed: changing } })
      if (changing > 0 && body.action !== 'delete') {
        if (['remove_all_tags', 'remove_from_segment', 'set_status'].includes(String(body.action))) continue
        await call('POST', `/jobs/${id}/undo`)
        await workOff()
      }
    }
  })
})

describe('the results of a bulk action', () => {
  it('come with names, by outcome, in numbers, and as a file', async () => {
    const [one] = await addContacts(test, test.first, [
      { email: 'one@example.org', tags: ['There'] },
      { email: 'two@example.org' },
    ])
    const contacts = [one, 'two@example.org', '=nobody']
    const { id } = await call<Job>('POST', '/contacts/bulk', { action: 'add_tags', tags: ['There'], contacts })
    await workOff()
    const all = await call<Results>('GET', `/jobs/${id}/results?limit=2`)
    expect(all.totals).toEqual({ changed: 1, unchanged: 1, failed: 1 })
    expect(all.data).toMatchObject([
      { contact: one, id: one, name: 'one@example.org', outcome: 'unchanged' },
      { contact: 'two@example.org', name: 'two@example.org', outcome: 'changed' },
    ])
    const failed = await call<Results>('GET', `/jobs/${id}/results?outcome=failed`)
    expect(failed.data).toMatchObject([{ contact: '=nobody', id: null, name: null }])
    const file = await test.request('GET', `/v1/jobs/${id}/results/file`)
    expect(String(file.text)).toContain('two@example.org,two@example.org,changed,')
  })
})

describe('bulk actions', () => {
  it('are listed newest first, with who started them', async () => {
    const [contact] = await addContacts(test, test.first, [{ email: 'listed@example.org' }])
    const { id } = await call<Job>('POST', '/contacts/bulk', { action: 'remove_all_tags', contacts: [contact] })
    await workOff()
    const { data } = await call<{ data: Job[] }>('GET', '/jobs?limit=2')
    expect(data[0]).toMatchObject({ id, action: 'remove_all_tags', status: 'completed', undo: { job: null } })
    expect(data).toHaveLength(2)
  })

  it('can be cancelled on the way: what is done stays, and can be undone', async () => {
    const people = Array.from({ length: 1_500 }, (_, place) => ({ email: `many${place}@example.org` }))
    await call('POST', '/contacts/batch', { contacts: people.slice(0, 1_000), upsert: true })
    await call('POST', '/contacts/batch', { contacts: people.slice(1_000), upsert: true })
    const filters = { conditions: [{ type: 'field', field: 'email', op: 'starts_with', values: ['many'] }] }
    const { id } = await call<Job>('POST', '/contacts/bulk', { action: 'add_tags', tags: ['Half'], filters })
    const [open] = await listOpenJobs(test.product.database, [])
    if (!open) throw new Error('The job is not open.')
    await runChunk(test.product, toBulkWork(open))
    const cancelled = await call<Job>('POST', `/jobs/${id}/cancel`)
    expect(cancelled).toMatchObject({ status: 'failed', done: 1_000 })
    expect(cancelled.error).toMatch(/^Cancelled/)
    expect(cancelled.undo.until).not.toBeNull()
    expect(await runChunk(test.product, toBulkWork(open))).toBe(true)
    const again = await test.request('POST', `/v1/jobs/${id}/cancel`)
    expect(again.status).toBe(409)
    await call('POST', `/jobs/${id}/undo`)
    await workOff()
    expect(await call('GET', '/tags/Half')).toMatchObject({ contactCount: 0 })
  })
})
