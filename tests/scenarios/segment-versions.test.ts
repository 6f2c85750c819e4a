import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../support/create-product.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createProduct()
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

const status = (...values: string[]) => ({ type: 'status', op: 'is', values })
const tag = (name: string) => ({ type: 'tag', op: 'has_any', tags: [name] })

describe('versions of a rule', () => {
  it('say who changed what, whom each would match, and can be restored', async () => {
    const { client } = test
    await client.contacts.create({ email: 'a@versions.example', tags: ['Gone', 'Here'] })
    await client.contacts.create({ email: 'b@versions.example', tags: ['Here'], status: 'non-subscribed' })
    await client.segments.create({ name: 'V', filters: { conditions: [status('subscribed'), tag('Gone')] } })
    await client.segments.update('V', {
      filters: { conditions: [status('subscribed', 'non-subscribed'), tag('Here')] },
    })
    await client.segments.update('V', { filters: { match: 'any', conditions: [tag('Here')] } })

    const { data, has_more } = await client.segments.versions('V', { limit: 2 })
    expect(has_more).toBe(true)
    expect(data.map(({ version, isCurrent, count }) => [version, isCurrent, count])).toEqual([
      [3, true, 2],
      [2, false, 2],
    ])
    expect(data[0]?.createdBy).toMatch(/^key:key_/)
    expect(data[0]?.changes).toEqual([
      { kind: 'match', sentence: 'People match any of its conditions instead of all of its conditions' },
      { kind: 'removed', sentence: 'Status is any of "subscribed", "non-subscribed"' },
    ])
    expect(data[1]?.changes.map(({ kind, sentence }) => [kind, sentence])).toEqual([
      ['changed', 'Status is "subscribed" became: Status is any of "subscribed", "non-subscribed"'],
      ['changed', expect.stringContaining('became: ')],
    ])
    const diff = await client.segments.diff('V', { from: 1, to: 3 })
    expect(diff).toMatchObject({ added: 1, removed: 0, from: { count: 1 }, to: { count: 2 } })
    expect(diff.changes.map(({ kind }) => kind)).toEqual(['match', 'changed', 'removed'])

    const restored = await client.segments.restore('V', { version: 1 })
    expect(restored).toMatchObject({ version: 4, count: 1 })
    expect((await client.segments.versions('V')).data[0]?.count).toBe(1)
    expect((await client.segments.restore('V', { version: 4 })).version).toBe(4)
  })

  it('stay readable when what an old one names is gone, and then refuse to come back', async () => {
    const { client } = test
    await client.segments.update('V', { filters: { conditions: [tag('Here')] } })
    await client.tags.delete('Gone')
    const { data } = await client.segments.versions('V')
    const first = data.find(({ version }) => version === 1)
    expect(first).toMatchObject({ count: null, problem: expect.stringContaining('tag'), sentence: expect.any(String) })
    expect(await client.segments.diff('V', { from: 1, to: 2 })).toMatchObject({ added: null, removed: null })
    const refused = await test.request<{ errors: { pointer: string }[] }>('POST', '/v1/segments/V/restore', {
      version: 1,
    })
    expect([refused.status, refused.body.errors[0]?.pointer]).toEqual([422, '/version/conditions/1/tags/0'])
  })

  it('of a merged tag follow it', async () => {
    const { client } = test
    await client.segments.create({ name: 'M', filters: { conditions: [tag('From')] } }).catch(() => {})
    await client.tags.create({ name: 'From' })
    await client.segments.create({ name: 'M', filters: { conditions: [tag('From')] } })
    await client.segments.update('M', { filters: {} })
    await client.tags.merge('From', { into: 'Here' })
    expect(await client.segments.restore('M', { version: 1 })).toMatchObject({ sentence: 'Tags include any of "Here"' })
  })

  it.each([
    ['/v1/segments/V/restore', { version: 99 }, 422],
    ['/v1/segments/Static/restore', { version: 1 }, 409],
  ])('%s %j: %i', async (path, body, code) => {
    await test.request('POST', '/v1/segments', { name: 'Static', kind: 'static' })
    expect((await test.request('POST', path, body)).status).toBe(code)
  })
})

describe('a copy of a segment', () => {
  it('has the rule or the people, and a free name', async () => {
    const { client } = test
    await client.segments.create({ name: 'Hand', kind: 'static', contacts: ['a@versions.example'] })
    const people = await client.segments.duplicate('Hand')
    expect(people).toMatchObject({ name: 'Hand copy', kind: 'static', count: 1 })
    expect((await client.segments.duplicate('Hand')).name).toBe('Hand copy 2')
    const rule = await client.segments.duplicate('M', { name: 'M again' })
    expect(rule).toMatchObject({ name: 'M again', sentence: 'Tags include any of "Here"', version: 1 })
    expect((await client.tags.uses('Here')).data.map(({ name }) => name)).toContain('M again')
    expect((await test.request('POST', '/v1/segments/M/duplicate', { name: 'M again' })).status).toBe(409)
  })
})

it('a snapshot keeps the people who are in a rule right now, whatever becomes of them', async () => {
  const { client } = test
  const { id } = await client.segments.create({
    name: 'Snapped',
    filters: { conditions: [{ type: 'field', field: 'email', op: 'contains', values: ['@versions.example'] }] },
  })
  const { count } = await client.segments.get(id)
  expect(count).toBeGreaterThan(0)
  const snapshot = await client.segments.duplicate(id, { name: 'Snapped then', kind: 'static' })
  expect(snapshot).toMatchObject({ kind: 'static', count, filters: null })
  const added = await client.contacts.create({ email: 'later@versions.example' })
  expect((await client.segments.get(id)).count).toBe(count + 1)
  expect((await client.segments.get(snapshot.id)).count).toBe(count)
  expect((await test.request('POST', `/v1/segments/${snapshot.id}/duplicate`, { kind: 'dynamic' })).status).toBe(422)
  await client.contacts.delete(added.id)
})

it('versions say who saved them and how many were in then', async () => {
  const { client } = test
  const everyone = await client.segments.create({ name: 'Then', filters: {} })
  const { id } = await client.contacts.create({ email: 'then@versions.example' })
  await client.segments.update(everyone.id, {
    filters: { conditions: [{ type: 'field', field: 'email', op: 'is', values: ['then@versions.example'] }] },
  })
  await client.contacts.delete(id)
  const { data } = await client.segments.versions(everyone.id)
  expect(data.map(({ version, count, countWhenSaved }) => ({ version, count, countWhenSaved }))).toEqual([
    { version: 2, count: 0, countWhenSaved: 1 },
    { version: 1, count: everyone.count, countWhenSaved: everyone.count },
  ])
  expect(data[0]?.createdByName).toEqual(expect.any(String))
})

it('starters come with counts, and saving one makes a segment', async () => {
  const { data } = await test.client.segments.starters()
  expect(data.length).toBeGreaterThanOrEqual(10)
  const fresh = data.find(({ id }) => id === 'new')
  expect(fresh).toMatchObject({ count: 2, reachable: 1 })
  const saved = await test.client.segments.create({ name: fresh?.name ?? '', filters: fresh?.filters })
  expect(saved.count).toBe(2)
})

it('a segment tells what uses it', async () => {
  const { client } = test
  const { id } = await client.segments.create({ name: 'Inner', filters: {} })
  const filters = { conditions: [{ type: 'segment', op: 'in', segment: 'Inner' }] }
  await client.segments.create({ name: 'Outer', filters })
  const { data } = await client.segments.uses(id)
  expect(data).toEqual([{ kind: 'segment', id: expect.stringMatching(/^seg_/), name: 'Outer' }])
})
