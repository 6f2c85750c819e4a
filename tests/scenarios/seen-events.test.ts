import { beforeAll, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../support/create-product.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createProduct()
  const { client } = test
  await client.contacts.batch({ contacts: [{ email: 'ada@example.org' }, { email: 'ben@example.org' }], upsert: true })
  await client.events.create({
    events: [
      { contact: 'ada@example.org', name: 'order.paid', properties: { amount: 12, currency: 'IDR' } },
      { contact: 'ben@example.org', name: 'order.paid', properties: { amount: 30, currency: 'IDR' } },
      { contact: 'ben@example.org', name: 'login' },
      { contact: 'ben@example.org', name: 'email.opened' },
    ],
  })
})

it('names the events of one’s own, the most frequent first, and none of messages', async () => {
  const { data } = await test.client.events.names()
  expect(data).toEqual([
    { name: 'order.paid', count: 2 },
    { name: 'login', count: 1 },
  ])
})

it('tells what events of a name say', async () => {
  const { data, looked } = await test.client.events.properties({ name: 'order.paid' })
  expect(looked).toBe(2)
  expect(data.map(({ property, type, events }) => [property, type, events])).toEqual([
    ['amount', 'number', 2],
    ['currency', 'text', 2],
  ])
  expect(data[1]?.values).toEqual([{ value: 'IDR', events: 2 }])
})

it('knows nothing of events that nobody has, of other projects, and refuses those of messages', async () => {
  expect(await test.client.events.properties({ name: 'logout' })).toMatchObject({ data: [], looked: 0 })
  const other = test.clientFor(test.second.key)
  expect((await other.events.names()).data).toEqual([])
  expect((await other.events.properties({ name: 'order.paid' })).data).toEqual([])
  await expect(test.client.events.properties({ name: 'email.opened' })).rejects.toMatchObject({
    code: 'invalid_request',
    errors: [{ pointer: expect.stringMatching(/^\?name/) }],
  })
})

it('lists segments with how they grew, those with whom they began left out', async () => {
  const { client } = test
  await client.segments.create({ name: 'Everyone', filters: {} })
  const { id } = await client.contacts.create({ email: 'eve@example.org' })
  await client.contacts.create({ email: 'fay@example.org' })
  await client.contacts.delete(id)
  const { data } = await client.segments.list({ includeTrend: true })
  expect(data.map(({ name, count, trend }) => ({ name, count, trend }))).toEqual([
    { name: 'Everyone', count: 3, trend: { sizes: [3], entered: 2, left: 1 } },
  ])
  expect((await client.segments.list()).data[0]).not.toHaveProperty('trend')
})
