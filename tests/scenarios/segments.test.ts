import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProduct, type Reply, type TestProduct } from '../support/create-product.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createProduct()
  await test.request('POST', '/v1/fields', { key: 'city', name: 'City', type: 'text' })
  for (const [email, city, tags] of PEOPLE) {
    await test.request('POST', '/v1/contacts', { email, fields: { city }, tags })
  }
  await test.request('PATCH', '/v1/contacts/dan@example.org', { status: 'unsubscribed' })
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

const PEOPLE = [
  ['ada@example.org', 'Jakarta', ['VIP']],
  ['ben@example.org', 'Jakarta Barat', []],
  ['cyn@example.org', 'Bandung', ['VIP', 'vip']],
  ['dan@example.org', 'JAKARTA', ['VIP']],
] as const

const jakarta = { conditions: [{ type: 'field', field: 'city', op: 'contains', values: ['jakarta'] }] }
const vips = { conditions: [{ type: 'tag', op: 'has_any', tags: ['VIP'] }] }

type Segment = { id: string; count: number; reachable: number; sentence: string; version: number; filters: unknown }
type Problem = { code: string; detail: string; errors: { pointer: string; detail: string }[] }

const create = async (name: string, body: object) =>
  (await test.read<Segment>('POST', '/v1/segments', { name, ...body })).body
const get = async (id: string) => (await test.read<Segment>('GET', `/v1/segments/${encodeURIComponent(id)}`)).body
const preview = (body: object) => test.read<Record<string, unknown>>('POST', '/v1/segments/preview', body)
const emails = ({ body }: Reply) => (body as { data: { email: string }[] }).data.map(({ email }) => email).sort()

describe('a dynamic segment', () => {
  it('answers with its count, who of them can be reached, and its sentence', async () => {
    const segment = await create('Jakarta', { filters: jakarta })
    expect(segment).toMatchObject({ kind: 'dynamic', count: 3, reachable: 2, version: 1, warnings: [] })
    expect(segment.sentence).toContain('jakarta')
  })

  it('follows the people in it', async () => {
    const { id } = await create('Follows', { filters: vips })
    expect((await get(id)).count).toBe(3)
    await test.request('POST', '/v1/contacts/ben@example.org/tags', { tags: ['VIP'] })
    expect((await get(id)).count).toBe(4)
    await test.request('DELETE', '/v1/contacts/ben@example.org/tags', { tags: ['VIP'] })
    expect(emails(await test.read('GET', `/v1/segments/${id}/members`))).toEqual([
      'ada@example.org',
      'cyn@example.org',
      'dan@example.org',
    ])
  })

  it('is found by its exact name, too', async () => {
    const { id } = await create('Named, exactly', { filters: vips })
    expect((await get('Named, exactly')).id).toBe(id)
    expect((await test.request('GET', '/v1/segments/named,%20exactly')).status).toBe(404)
  })

  it('means the same after a tag was renamed', async () => {
    const { id } = await create('Lower', { filters: { conditions: [{ type: 'tag', op: 'has_any', tags: ['vip'] }] } })
    await test.request('PATCH', '/v1/tags/vip', { name: 'Very important' })
    const segment = await get(id)
    expect(segment).toMatchObject({ count: 1 })
    expect(segment.sentence).toContain('Very important')
    await test.request('PATCH', '/v1/tags/Very%20important', { name: 'vip' })
  })

  it('takes a new rule as its next version', async () => {
    const { id } = await create('Changing', { filters: vips })
    const changed = await test.request<Segment>('PATCH', `/v1/segments/${id}`, { filters: jakarta, name: 'Changed' })
    expect(changed.body).toMatchObject({ name: 'Changed', version: 2, count: 3 })
  })

  it('without a rule is everyone, and warns that it is', async () => {
    expect(await create('All of them', {})).toMatchObject({
      count: 4,
      sentence: 'Everyone',
      warnings: [{ code: 'everyone' }],
    })
  })

  it('takes nobody by hand', async () => {
    const { id } = await create('By rule', { filters: vips })
    const refused = await test.request<Problem>('POST', `/v1/segments/${id}/contacts`, {
      contacts: ['ben@example.org'],
    })
    expect(refused).toMatchObject({ status: 409, body: { code: 'wrong_state' } })
    const mixed = await test.request<Problem>('POST', '/v1/segments', { name: 'Mixed', contacts: ['ben@example.org'] })
    expect(mixed).toMatchObject({ status: 422, body: { errors: [{ pointer: '/contacts' }] } })
  })

  it('keeps what it uses from being deleted, until it is gone itself', async () => {
    const { id } = await create('Uses things', { filters: { conditions: [...vips.conditions, ...jakarta.conditions] } })
    const tag = await test.request<Problem>('DELETE', '/v1/tags/VIP')
    expect(tag).toMatchObject({ status: 409, body: { code: 'in_use' } })
    expect(tag.body.detail).toContain('Uses things')
    expect((await test.request('DELETE', '/v1/fields/city')).status).toBe(409)
    expect((await test.request('DELETE', `/v1/segments/${id}`)).status).toBe(204)
    expect((await test.request('GET', `/v1/segments/${id}`)).status).toBe(404)
  })

  it('has a name of its own', async () => {
    const { id } = await create('Taken', { filters: vips })
    const again = await test.request<Problem>('POST', '/v1/segments', { name: 'Taken' })
    expect(again).toMatchObject({ status: 409, body: { code: 'already_exists' } })
    expect(again.body.detail).toContain(id)
  })
})

describe('a static segment', () => {
  it('has the people who were put in, one result for each', async () => {
    const segment = await create('Board', { kind: 'static', contacts: ['ada@example.org'] })
    expect(segment).toMatchObject({ kind: 'static', count: 1, filters: null })
    const added = await test.request('POST', `/v1/segments/${segment.id}/contacts`, {
      contacts: ['ada@example.org', 'BEN@example.org', 'nobody@example.org'],
    })
    expect(added.body).toMatchObject({
      results: [{ outcome: 'unchanged' }, { outcome: 'changed' }, { outcome: 'failed' }],
    })
    expect((await get(segment.id)).count).toBe(2)
    await test.request('DELETE', `/v1/segments/${segment.id}/contacts`, { contacts: ['ada@example.org'] })
    expect(emails(await test.read('GET', `/v1/segments/${segment.id}/members`))).toEqual(['ben@example.org'])
  })

  it('loses a contact that is deleted and has it back when it is restored', async () => {
    const { body: person } = await test.request<{ id: string }>('POST', '/v1/contacts', { email: 'eve@example.org' })
    const segment = await create('Comes and goes', { kind: 'static', contacts: [person.id] })
    await test.request('DELETE', `/v1/contacts/${person.id}`)
    expect((await get(segment.id)).count).toBe(0)
    await test.request('POST', `/v1/contacts/${person.id}/restore`)
    expect((await get(segment.id)).count).toBe(1)
    await test.request('DELETE', `/v1/contacts/${person.id}`)
  })
})

describe('a preview', () => {
  it('counts without saving, with sample and funnel when asked', async () => {
    const filters = { conditions: [...vips.conditions, ...jakarta.conditions] }
    const { body } = await preview({ filters, include: ['sample', 'funnel'] })
    expect(body).toMatchObject({ count: 2, reachable: 1, funnel: [{ remaining: 3 }, { remaining: 2 }] })
    expect(body.sample).toHaveLength(2)
  })

  it('says why some cannot be reached, each for one reason, as a campaign does', async () => {
    const { body } = await preview({ filters: jakarta, include: ['skipped'] })
    expect(body.skipped).toEqual([{ reason: 'unsubscribed', detail: 'unsubscribed', count: 1 }])
    const audience = await test.read<{ skipped: unknown }>('POST', '/v1/campaigns/audience', {
      audience: { include: { filters: jakarta } },
    })
    expect(body.skipped).toEqual(audience.body.skipped)
  })

  it('counts each condition and group alone where no step of the funnel does', async () => {
    const group = { match: 'any', conditions: [...vips.conditions, ...jakarta.conditions] }
    const all = await preview({
      filters: { match: 'all', conditions: [...vips.conditions, group] },
      include: ['alone'],
    })
    expect(all.body.alone).toEqual([
      { pointer: '/filters/conditions/1/conditions/0', count: 3 },
      { pointer: '/filters/conditions/1/conditions/1', count: 3 },
    ])
    const any = await preview({ filters: group, include: ['alone', 'funnel'] })
    expect(any.body).toMatchObject({
      count: 4,
      funnel: [],
      alone: [
        { pointer: '/filters/conditions/0', count: 3 },
        { pointer: '/filters/conditions/1', count: 3 },
      ],
    })
  })

  it('names what the rule mentions itself, not what the segments in it do', async () => {
    const inner = await create('Named inside', { filters: vips })
    const tag = (await test.read<{ id: string }>('GET', '/v1/tags/vip')).body
    const filters = {
      conditions: [
        { type: 'segment', op: 'in', segment: inner.id },
        { type: 'tag', op: 'has_any', tags: ['vip'] },
      ],
    }
    const { body } = await preview({ filters, include: ['names'] })
    expect(body.names).toEqual([
      { kind: 'tag', id: tag.id, name: 'vip' },
      { kind: 'segment', id: inner.id, name: 'Named inside' },
    ])
    expect((await preview({ filters })).body).not.toHaveProperty('names')
  })

  it('says at which place of the request a filter is wrong, and what would be right', async () => {
    const filters = {
      match: 'any',
      conditions: [
        { type: 'tag', op: 'has_some', tags: ['VIP'] },
        { match: 'al', conditions: [] },
      ],
    }
    const { status, body } = await preview({ filters })
    expect(status).toBe(422)
    const { errors } = body as unknown as Problem
    expect(errors.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/filters/conditions/0/op', '/filters/conditions/1/match']),
    )
    expect(errors[0].detail).toContain('has_any')
  })

  it('refuses a filter of over half a megabyte with 413, and one that is too deep at its place', async () => {
    const padding = 'x'.repeat(600 * 1024)
    expect((await preview({ filters: { conditions: [], padding } })).status).toBe(413)
    let deep: object = jakarta
    for (let depth = 0; depth < 1000; depth += 1) deep = { conditions: [deep] }
    const { status, body } = await preview({ filters: deep })
    expect(status).toBe(422)
    expect(JSON.stringify(body)).toContain('8')
  })

  it('knows nothing of another project', async () => {
    const { body } = await test.request<{ count: number }>(
      'POST',
      '/v1/segments/preview',
      { filters: {} },
      { key: test.second.key },
    )
    expect(body.count).toBe(0)
    const foreign = await create('Ours', { filters: vips })
    const refused = await test.request('GET', `/v1/segments/${foreign.id}`, undefined, { key: test.second.key })
    expect(refused.status).toBe(404)
    const named = await test.request('POST', '/v1/segments/preview', { filters: vips }, { key: test.second.key })
    expect(named.status).toBe(422)
  })
})

describe('a view', () => {
  it('keeps filter, columns and sort, and includes people by a tag', async () => {
    const { body: view } = await test.request<{ id: string }>('POST', '/v1/views', {
      name: 'Bandung and VIPs',
      filters: { conditions: [{ type: 'field', field: 'city', op: 'is', values: ['bandung'] }] },
      columns: ['email'],
      sort: { field: 'email', direction: 'desc' },
      includedTag: 'VIP',
    })
    const found = await test.read('POST', '/v1/contacts/search', { view: view.id })
    expect(emails(found)).toEqual(['ada@example.org', 'cyn@example.org', 'dan@example.org'])
    const renamed = await test.request('PATCH', `/v1/views/${view.id}`, { name: 'Renamed' })
    const plain = await test.client.views.create({ name: 'Plain' })
    expect(plain.columns).toEqual(['email', 'name', 'status', 'tags', 'country', 'createdAt'])
    expect(renamed.body).toMatchObject({ name: 'Renamed', columns: ['email'], sort: { direction: 'desc' } })
    expect((await test.request('DELETE', `/v1/views/${view.id}`)).status).toBe(204)
    expect((await test.request('GET', `/v1/views/${view.id}`)).status).toBe(404)
  })
})
