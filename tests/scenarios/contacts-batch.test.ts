import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProduct, type Reply, type TestProduct } from '../support/create-product.ts'

let test: TestProduct
let now = new Date('2026-03-01T10:00:00Z')
beforeAll(async () => {
  test = await createProduct({ now: () => now })
})
afterAll(() => test.drop())

type Contact = { id: string; tags: string[] } & Record<string, unknown>
type Problem = { status: number; code: string; detail: string }

const request = <Body = Contact>(method: string, path: string, body?: unknown) =>
  test.request<Body>(method, `/v1${path}`, body)
const create = async (contact: object) => {
  const reply = await request('POST', '/contacts', contact)
  expect(reply.status).toBe(201)
  return reply.body
}
const get = async (contact: string) => (await request('GET', `/contacts/${encodeURIComponent(contact)}`)).body
// why: what is asked here was refused
const problemOf = ({ status, body }: Reply<unknown>) => ({ ...(body as Problem), status })
const count = async (filters: object) =>
  (await test.read<{ count: number }>('POST', '/v1/segments/preview', { filters })).body.count

describe('a batch', () => {
  it('answers for each item, in order; later items win', async () => {
    const old = await create({ email: 'batch-old@example.org', firstName: 'Old' })
    const other = await create({ externalId: 'batch-other' })
    const reply = await request<{ results: { action: string; id: string; error?: Problem }[] }>(
      'POST',
      '/contacts/batch',
      {
        contacts: [
          { email: 'batch1@example.org', firstName: 'One', tags: ['B1'] },
          { email: 'batch-old@example.org', firstName: 'New' },
          { email: 'nonsense' },
          'not even an object',
          { email: 'BATCH1@example.org', lastName: 'Later', tags: ['B2'] },
          { email: 'batch-old@example.org', firstName: 'New' },
          { email: 'batch-old@example.org', externalId: 'batch-other' },
          { email: 'batch7@example.org', fields: { nope: 1 } },
          { email: 'batch8@example.org', tags: ['tag_01jzzzzzzzzzzzzzzzzzzzzzzz'] },
        ],
      },
    )
    const { results } = reply.body
    expect(results.map(({ action }) => action)).toEqual([
      ...['created', 'updated', 'failed', 'failed', 'updated', 'unchanged', 'failed', 'failed', 'failed'],
    ])
    expect(results[1]?.id).toBe(old.id)
    expect(results[4]?.id).toBe(results[0]?.id)
    expect(results[6]?.error?.code).toBe('two_matches')
    expect(results[6]?.error?.detail).toContain(other.id)
    expect(results[7]?.error?.detail).toContain('nope')
    expect(await get('batch1@example.org')).toMatchObject({ firstName: 'One', lastName: 'Later' })
  })

  it('without upsert refuses those who are there', async () => {
    const { id } = await create({ email: 'there@example.org' })
    const reply = await request<{ results: unknown[] }>('POST', '/contacts/batch', {
      contacts: [{ email: 'there@example.org', firstName: 'X' }, { email: 'not-there@example.org' }],
      upsert: false,
    })
    expect(reply.body.results).toMatchObject([
      { action: 'failed', error: { code: 'already_exists', detail: expect.stringContaining(id) } },
      { action: 'created' },
    ])
  })

  it('may hand an identifier from one contact to another', async () => {
    const a = await create({ externalId: 'hand-a', email: 'hand-a@example.org' })
    const b = await create({ externalId: 'hand-b', email: 'hand-b@example.org' })
    const reply = await request('POST', '/contacts/batch', {
      contacts: [
        { externalId: 'hand-b', email: 'hand-c@example.org' },
        { externalId: 'hand-a', email: 'hand-b@example.org' },
        { email: 'hand-a@example.org', firstName: 'New' },
      ],
    })
    expect(reply.status).toBe(200)
    expect(await get('hand-b@example.org')).toMatchObject({ id: a.id, externalId: 'hand-a' })
    expect(await get('hand-a@example.org')).toMatchObject({ firstName: 'New', externalId: null })
    expect(await get('hand-c@example.org')).toMatchObject({ id: b.id, externalId: 'hand-b' })
  })

  it('takes a thousand', async () => {
    const contacts = Array.from({ length: 1_000 }, (_, index) => ({
      email: `many${index}@example.org`,
      tags: ['Many'],
    }))
    const { body } = await request<{ results: { action: string }[] }>('POST', '/contacts/batch', { contacts })
    expect(body.results.every(({ action }) => action === 'created')).toBe(true)
    expect(await count({ conditions: [{ type: 'tag', op: 'has_any', tags: ['Many'] }] })).toBe(1_000)
  })
})

describe('a deleted contact', () => {
  it('is nowhere, frees its address, and comes back with its tags', async () => {
    const { id } = await create({ email: 'gone@example.org', tags: ['Gone'] })
    expect((await request('DELETE', `/contacts/${id}`)).status).toBe(204)
    expect((await request('GET', `/contacts/${id}`)).status).toBe(404)
    const tagged = { conditions: [{ type: 'tag', op: 'has_any', tags: ['Gone'] }] }
    expect(await count(tagged)).toBe(0)
    const restored = await request('POST', `/contacts/${id}/restore`)
    expect(restored).toMatchObject({ status: 200, body: { id, tags: ['Gone'] } })
    expect(await count(tagged)).toBe(1)
    expect((await request('POST', `/contacts/${id}/restore`)).status).toBe(200)
  })

  it('cannot come back while another has its address, nor after 30 days', async () => {
    const { id } = await create({ email: 'again@example.org' })
    await request('DELETE', '/contacts/again@example.org')
    const second = await create({ email: 'again@example.org' })
    const refused = problemOf(await request('POST', `/contacts/${id}/restore`))
    expect(refused).toMatchObject({ status: 409, code: 'already_exists' })
    expect(refused.detail).toContain(second.id)
    await request('DELETE', `/contacts/${second.id}`)
    now = new Date(now.getTime() + 31 * 86_400_000)
    expect((await request('POST', `/contacts/${id}/restore`)).status).toBe(404)
  })
})
