import { AudienceIndex, openLocalShard } from '@rollcall/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileFilter } from '../../packages/server/src/audience/compile.ts'
import { startLiveIndex } from '../../packages/server/src/feed/start-live-index.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'

const NOW = new Date('2026-03-10T12:00:00Z')
const DAY_MS = 86_400_000

let test: TestProduct
let now = NOW
beforeAll(async () => {
  test = await createProduct({ now: () => now })
  for (const email of ['ada', 'ben', 'cyn', 'dan']) {
    await test.request('POST', '/v1/contacts', { email: `${email}@example.org`, tags: email === 'ada' ? ['VIP'] : [] })
  }
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS).toISOString()
const record = (...events: object[]) => test.request('POST', '/v1/events', { events })

async function matching(...conditions: object[]): Promise<string[]> {
  const { status, body } = await test.read<{ data: { email: string }[] }>('POST', '/v1/contacts/search', {
    filters: { conditions },
    sort: { field: 'email' },
  })
  expect(status).toBe(200)
  return body.data.map(({ email }) => email.replace('@example.org', ''))
}

describe('engagement', () => {
  it('is asked of windows, counts and kinds, and shows at once', async () => {
    await record(
      { contact: 'ada@example.org', name: 'email.opened', at: daysAgo(3) },
      { contact: 'ada@example.org', name: 'email.opened', at: daysAgo(40) },
      { contact: 'ben@example.org', name: 'email.opened', at: daysAgo(61) },
      { contact: 'cyn@example.org', name: 'email.opened', at: daysAgo(1), machine: true },
    )
    const opened = { type: 'engagement', event: 'opened' }
    expect(await matching({ ...opened, op: 'did', window: { last: '30d' } })).toEqual(['ada'])
    expect(await matching({ ...opened, op: 'did_not', window: { last: '60d' } })).toEqual(['ben', 'cyn', 'dan'])
    expect(await matching({ ...opened, op: 'did', count: { op: 'gte', value: 2 } })).toEqual(['ada'])
    expect(await matching({ ...opened, op: 'did', machine: 'include', window: { last: '7d' } })).toEqual(['ada', 'cyn'])
    await record({ contact: 'dan@example.org', name: 'email.opened', at: daysAgo(2) })
    expect(await matching({ ...opened, op: 'did', window: { last: '30d' } })).toEqual(['ada', 'dan'])
  })

  it('leaves a window when only time has passed', async () => {
    const rule = { type: 'engagement', event: 'opened', op: 'did', window: { last: '4d' } }
    expect(await matching(rule)).toEqual(['ada', 'dan'])
    now = new Date(NOW.getTime() + 1.5 * DAY_MS)
    expect(await matching(rule)).toEqual(['dan'])
    now = NOW
  })

  it('sums what people bought, exactly', async () => {
    await record(
      { contact: 'ben@example.org', name: 'purchase', at: daysAgo(5), properties: { amount: 0.1 } },
      { contact: 'ben@example.org', name: 'purchase', at: daysAgo(6), properties: { amount: 0.2 } },
      { contact: 'cyn@example.org', name: 'purchase', at: daysAgo(400), properties: { amount: 900, sku: 'TENT' } },
    )
    const sum = (op: string, value: number) => ({ fn: 'sum', property: 'amount', op, value })
    expect(await matching({ type: 'event', name: 'purchase', op: 'did', aggregate: sum('eq', 0.3) })).toEqual(['ben'])
    const where = [{ property: 'sku', op: 'is', value: 'tent' }]
    expect(await matching({ type: 'event', name: 'purchase', op: 'did', where })).toEqual(['cyn'])
    expect(await matching({ type: 'event', name: 'purchase', op: 'did', where, window: { last: '1y' } })).toEqual([])
  })

  it('comes with a contact that is deleted and restored', async () => {
    const rule = { type: 'engagement', event: 'opened', op: 'did', window: { last: '30d' } }
    const { body } = await test.request<{ id: string }>('GET', '/v1/contacts/ada@example.org')
    await test.request('DELETE', `/v1/contacts/${body.id}`)
    expect(await matching(rule)).toEqual(['dan'])
    await test.request('POST', `/v1/contacts/${body.id}/restore`)
    expect(await matching(rule)).toEqual(['ada', 'dan'])
  })

  it('is there again when the index is loaded anew', async () => {
    const { database, log } = test.product
    const openIndex = () =>
      new AudienceIndex({ shardCount: 1, openShard: () => openLocalShard({ maxBytes: 64 * 1024 * 1024 }) })
    const anew = startLiveIndex({ database, openIndex, now: () => new Date(), log })
    const filters = { conditions: [{ type: 'engagement', event: 'opened', op: 'did', window: { last: '90d' } }] }
    const { lowering } = await compileFilter(database, test.first.id, { filters, now })
    expect(await anew.count(test.first.id, lowering)).toBe(3)
    await anew.close()
  })
})

describe('what else is known of people', () => {
  it('is asked by channel, consent, topic, funnel, lost mark and opportunities', async () => {
    const patched = await test.request('PATCH', '/v1/contacts/ben@example.org', {
      channels: { whatsapp: '+6281234567890' },
      consent: { sms: 'opted_in' },
      funnel: 'customer',
      lost: true,
    })
    expect(patched.status).toBe(200)
    expect(await matching({ type: 'channel', op: 'is', values: ['whatsapp'] })).toEqual(['ben'])
    expect(await matching({ type: 'consent', channel: 'sms', op: 'is', values: ['opted_in'] })).toEqual(['ben'])
    expect(await matching({ type: 'funnel', op: 'is', values: ['customer'] })).toEqual(['ben'])
    expect(await matching({ type: 'lost', op: 'is' })).toEqual(['ben'])
    await test.request('POST', '/v1/topics', { name: 'Offers', default: 'opt_out' })
    const topics = (await test.request<{ data: { id: string }[] }>('GET', '/v1/topics')).body.data
    await test.request('POST', `/v1/topics/${topics[0].id}/subscribe`, { contact: 'cyn@example.org' })
    expect(await matching({ type: 'topic', topic: 'Offers', op: 'subscribed' })).toEqual(['cyn'])
    await test.request('POST', '/v1/pipelines', { name: 'Sales', stages: ['New', 'Qualified'] })
    const deal = {
      contact: 'dan@example.org',
      name: 'Deal',
      pipeline: 'Sales',
      stage: 'Qualified',
      status: 'open',
      value: 1500,
    }
    expect((await test.request('POST', '/v1/opportunities', deal)).status).toBe(201)
    const value = { op: 'gte', value: 1000 }
    expect(await matching({ type: 'opportunity', op: 'has', pipeline: 'Sales', stages: ['Qualified'], value })).toEqual(
      ['dan'],
    )
  })

  it('is asked of when a tag was put on', async () => {
    const tagged = { type: 'tag', op: 'has_any', tags: ['VIP'] }
    expect(await matching({ ...tagged, applied: { last: '1d' } })).toEqual(['ada'])
    expect(await matching({ ...tagged, applied: { before: '1d' } })).toEqual([])
  })

  it('is drawn as a stable sample', async () => {
    const first = await matching({ type: 'sample', salt: 'holdout', from: 0, to: 50 })
    const second = await matching({ type: 'sample', salt: 'holdout', from: 50, to: 100 })
    expect([...first, ...second].sort()).toEqual(['ada', 'ben', 'cyn', 'dan'])
  })
})

describe('a segment in another', () => {
  it('is judged by the same rule, and may not lead back to itself', async () => {
    const vips = { conditions: [{ type: 'tag', op: 'has_any', tags: ['VIP'] }] }
    const { body: inner } = await test.request<{ id: string }>('POST', '/v1/segments', { name: 'Inner', filters: vips })
    await test.request('POST', '/v1/segments', {
      name: 'Outer',
      filters: { conditions: [{ type: 'segment', op: 'not_in', segment: 'Inner' }] },
    })
    expect(await matching({ type: 'segment', op: 'in', segment: 'Outer' })).toEqual(['ben', 'cyn', 'dan'])
    const circle = await test.request('PATCH', `/v1/segments/${inner.id}`, {
      filters: { conditions: [{ type: 'segment', op: 'in', segment: 'Outer' }] },
    })
    expect(circle.status).toBe(422)
    expect((await test.request('DELETE', `/v1/segments/${inner.id}`)).status).toBe(409)
  })
})
