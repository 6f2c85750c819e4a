import { afterAll, beforeAll, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../support/create-product.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createProduct()
})
afterAll(() => test.drop())

it('tells of a contact at once what the other routes tell one by one', async () => {
  const { client } = test
  await client.topics.create({ name: 'News', default: 'opt_in' })
  await client.pipelines.create({ name: 'Sales', stages: ['New'] })
  const { id } = await client.contacts.create({ email: 'ada@example.org', tags: ['VIP', 'Guest'], funnel: 'aware' })
  await client.contacts.update(id, { funnel: 'customer', consent: { sms: 'opted_in' }, proof: { source: 'a call' } })
  await client.topics.unsubscribe('News', { contact: id, proof: { source: 'a call' } })
  await client.opportunities.create({ contact: id, name: 'Tents', pipeline: 'Sales', stage: 'New', value: 12 })
  await client.segments.create({
    name: 'Guests',
    filters: { conditions: [{ type: 'tag', op: 'has_any', tags: ['Guest'] }] },
  })
  await client.segments.create({ name: 'List', kind: 'static', contacts: [id] })

  const profile = (await test.read('GET', '/v1/contacts/ADA@example.org/profile')).body
  expect(profile).toEqual({
    contact: await client.contacts.get(id),
    engagement: await client.contacts.engagement(id),
    tags: await client.contacts.tags(id),
    topics: await client.contacts.topics(id),
    consent: await client.contacts.timeline(id, { kinds: 'consent,topic', limit: 100 }),
    funnel: await client.contacts.timeline(id, { kinds: 'funnel', limit: 5 }),
    opportunities: await client.opportunities.list({ contact: id, limit: 50 }),
    segments: await client.contacts.segments(id),
  })
  expect(profile).toMatchObject({
    tags: { data: [{ name: 'Guest' }, { name: 'VIP' }] },
    opportunities: { total: 1 },
    segments: { data: [{ segment: { name: 'Guests' } }, { segment: { name: 'List' } }] },
  })
  const { status } = await test.request('GET', '/v1/contacts/nobody@example.org/profile')
  expect(status).toBe(404)
})

it('tells when somebody was written to and answered, on any channel, without what machines did', async () => {
  const { client } = test
  const { id } = await client.contacts.create({ email: 'eve@example.org' })
  const never = { firstContactedAt: null, lastSentAt: null, lastOpenedAt: null, lastClickedAt: null }
  expect(await client.contacts.engagement(id)).toEqual(never)
  const on = (name: string, day: number, machine = false) => ({
    ...{ contact: id, name, at: `2026-01-0${day}T10:00:00.000Z` },
    ...(machine && { machine }),
  })
  const events = [
    ...[on('email.sent', 2), on('telegram.sent', 1), on('email.sent', 3), on('email.delivered', 9)],
    ...[on('email.opened', 4), on('email.opened', 5, true), on('opened', 6)],
  ]
  await client.events.create({ events })
  expect(await client.contacts.engagement(id)).toEqual({
    ...never,
    firstContactedAt: '2026-01-01T10:00:00.000Z',
    lastSentAt: '2026-01-03T10:00:00.000Z',
    lastOpenedAt: '2026-01-04T10:00:00.000Z',
  })
})
