import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareEntrance } from '../../packages/server/src/first-start.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'

type Entry = Awaited<ReturnType<TestProduct['client']['audit']['list']>>['data'][number]

let test: TestProduct
beforeAll(async () => {
  test = await createProduct()
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

const entries = async (query: Parameters<TestProduct['client']['audit']['list']>[0] = {}): Promise<Entry[]> =>
  (await test.client.audit.list(query)).data

describe('the audit log', () => {
  it('says who made, changed and deleted a tag, with what is different afterwards', async () => {
    const { id } = await test.client.tags.create({ name: 'VIP', color: '#1f6feb' })
    await test.client.tags.update(id, { name: 'Very important', color: '#1f6feb' })
    await test.client.tags.delete(id)
    const log = await entries({ target: id })
    expect(log).toMatchObject([
      { change: 'deleted', call: 'tags.delete', name: 'Very important', before: { name: 'Very important' }, after: {} },
      { change: 'updated', before: { name: 'VIP' }, after: { name: 'Very important' }, isLatest: false },
      { change: 'created', before: {}, after: { name: 'VIP', color: '#1f6feb' } },
    ])
    expect(log[1]?.after).not.toHaveProperty('color')
    expect(log[0]).toMatchObject({ kind: 'tag', target: id, isLatest: true, actor: expect.stringMatching(/^key:key_/) })
  })

  it('shows both rules of a segment, with their versions', async () => {
    const { id } = await test.client.segments.create({ name: 'All', kind: 'dynamic', filters: {} })
    const status = { conditions: [{ type: 'status', op: 'is', values: ['subscribed'] }] }
    await test.client.segments.update(id, { filters: status })
    expect(await entries({ target: id })).toMatchObject([
      { change: 'updated', before: { version: 1 }, after: { version: 2, filters: status } },
      { change: 'created', after: { name: 'All', kind: 'dynamic' } },
    ])
  })

  it('knows every kind of definition', async () => {
    const { client } = test
    await client.project.update({ fromName: 'Ada' })
    await client.fields.create({ key: 'plan', type: 'select', options: ['free', 'paid'] })
    await client.topics.create({ name: 'News', default: 'opt_out' })
    await client.pipelines.create({ name: 'Sales', stages: ['New', 'Won'] })
    await client.views.create({ name: 'Mine', filters: {}, columns: ['email'] })
    await client.campaigns.create({
      ...{ name: 'Hello', subject: 'Hi', from: 'a@example.org', html: `<p>${'long '.repeat(2_000)}</p>` },
      audience: { include: { everyone: true } },
    })
    const made = (await entries({ limit: 100 })).filter(({ name }) => !['VIP', 'Very important', 'All'].includes(name))
    expect(made.map(({ kind, change }) => `${kind} ${change}`)).toEqual([
      ...['campaign created', 'view created', 'pipeline created', 'topic created', 'field created', 'project updated'],
    ])
    expect(JSON.stringify(made[0]?.after).length).toBeLessThan(4_500)
    expect(made[5]).toMatchObject({ before: {}, after: { fromName: 'Ada' } })
  })

  it('finds by kind, name, actor and time, page by page', async () => {
    const names = async (query: object) => (await entries(query)).map(({ name }) => name)
    expect(await names({ kind: 'topic' })).toEqual(['News'])
    expect(await names({ q: 'ALE' })).toEqual(['Sales'])
    expect(await names({ actor: 'user:nobody' })).toEqual([])
    expect(await names({ until: '2020-01-01T00:00:00Z' })).toEqual([])
    expect((await names({ kind: 'tag', from: '2020-01-01T00:00:00Z' })).length).toBe(3)
    const first = await test.client.audit.list({ limit: 2 })
    const second = await test.client.audit.list({ limit: 2, after: first.next_cursor ?? '' })
    expect(Number(first.data[1]?.id)).toBeGreaterThan(Number(second.data[0]?.id))
  })

  it('never holds a token, and says who a key was revoked by', async () => {
    const { id, token } = await test.client.keys.create({ name: 'Shop', scopes: ['contacts:read'] })
    const { link } = await test.client.invitations.create({ role: 'viewer', email: 'eve@example.org' })
    await test.client.keys.revoke(id)
    const { text } = await test.request('GET', '/v1/audit?limit=100')
    expect(text).toContain('Shop')
    for (const secret of [token, link.split('=')[1] ?? '', 'token_hash', 'tokenHash', 'hint']) {
      expect(text).not.toContain(secret)
    }
    expect((await entries({ target: id }))[0]).toMatchObject({
      change: 'updated',
      after: { revokedAt: expect.any(String) },
    })
  })

  it('knows who joined, and is of one project alone', async () => {
    const { ownerLink } = await prepareEntrance(test.product)
    const token = ownerLink?.split('#token=')[1]
    const body = { token, email: 'ada@example.org', password: 'correct horse battery', name: 'Ada' }
    await test.request('POST', '/v1/session/claim', body, { key: null, headers: { 'sec-fetch-site': 'same-origin' } })
    expect((await entries({ kind: 'user' }))[0]).toMatchObject({
      ...{ change: 'created', name: 'ada@example.org', after: { role: 'owner' }, actorName: 'Ada' },
    })
    const other = await test.request<{ data: object[] }>('GET', '/v1/audit', undefined, { key: test.second.key })
    expect(other.body.data).toEqual([])
  })

  it('knows who changed a template, and who took a list of people away', async () => {
    const { client } = test
    const { id } = await client.templates.create({ name: 'Offer', html: '<p>Hi</p>' })
    await client.templates.update(id, { html: '<p>Hello</p>' })
    const { id: exported } = await client.exports.create({ columns: ['email'] })
    expect(await entries({ target: id })).toMatchObject([
      { change: 'updated', kind: 'template', before: { html: '<p>Hi</p>' }, after: { html: '<p>Hello</p>' } },
      { change: 'created', after: { name: 'Offer', kind: 'email' } },
    ])
    expect(await entries({ target: exported })).toMatchObject([
      { change: 'created', kind: 'export', call: 'exports.create', name: 'csv', after: { columns: ['email'] } },
    ])
  })

  it('leaves contacts to their timelines, also the tags that come with them', async () => {
    const [before] = await entries({ limit: 1 })
    await test.client.contacts.create({ email: 'c@example.org', tags: ['Made on the way'] })
    expect((await entries({ limit: 1 }))[0]?.id).toBe(before?.id)
  })

  it('is for those who may change the project', async () => {
    const key = await test.makeKey(test.first, ['project:read'])
    expect((await test.request('GET', '/v1/audit', undefined, { key })).status).toBe(403)
  })
})
