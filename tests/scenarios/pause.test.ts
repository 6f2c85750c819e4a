import { afterAll, beforeAll, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../support/create-product.ts'

const NOW = new Date('2026-03-01T10:00:00Z')
const UNTIL = '2026-04-01T10:00:00.000Z'

let test: TestProduct
beforeAll(async () => {
  test = await createProduct({ now: () => NOW })
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

it('keeps marketing from somebody who asked for it otherwise than on their page, and ends, with its proof', async () => {
  const { client } = test
  const { id } = await client.contacts.create({ email: 'ada@example.org' })
  const proof = { source: 'a call' }
  expect(await client.contacts.pause(id, { until: UNTIL, proof })).toMatchObject({ pausedUntil: UNTIL })
  // The same again is no second entry.
  await client.contacts.pause(id, { until: UNTIL, proof })
  expect(await client.contacts.pause(id, { until: null, proof: { source: 'another call' } })).toMatchObject({
    pausedUntil: null,
  })
  const { data } = await client.contacts.timeline(id, { kinds: 'consent' })
  expect(data.map(({ details }) => [details.state, details.proof])).toEqual([
    ['resumed', { source: 'another call' }],
    ['paused', { source: 'a call', until: UNTIL }],
  ])
})

it('refuses a pause without proof, and one that is over pauses nobody', async () => {
  const { id } = await test.client.contacts.create({ email: 'b@example.org' })
  const put = (body: unknown) => test.request('PUT', `/v1/contacts/${id}/pause`, body)
  expect(await put({ until: UNTIL })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/proof' }] } })
  expect(await put({ until: '2026-02-01T10:00:00Z', proof: { source: 'a call' } })).toMatchObject({
    ...{ status: 200, body: { pausedUntil: null } },
  })
})
