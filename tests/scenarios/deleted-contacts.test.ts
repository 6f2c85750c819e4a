import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../support/create-product.ts'

const DAY_MS = 86_400_000

let test: TestProduct
let now = new Date('2026-03-01T10:00:00Z')
beforeAll(async () => {
  test = await createProduct({ now: () => now })
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

const later = (ms: number) => {
  now = new Date(now.getTime() + ms)
}
const make = async (email: string) => (await test.client.contacts.create({ email })).id
const get = (id: string) => test.request('GET', `/v1/contacts/${id}`)

describe('a contact that was deleted', () => {
  it('is not found, which says when it was deleted while it can be brought back', async () => {
    const id = await make('ada@example.org')
    await test.client.contacts.delete(id)
    const missing = { status: 404, body: { code: 'not_found', deletedAt: now.toISOString(), mergedInto: null } }
    expect(await get(id)).toMatchObject(missing)
    expect(await get(`${id}/profile`)).toMatchObject(missing)
    // Another project learns nothing of it.
    const other = await test.request('GET', `/v1/contacts/${id}`, undefined, { key: test.second.key })
    expect(other.status).toBe(404)
    expect(other.body).not.toHaveProperty('deletedAt')
    later(31 * DAY_MS)
    expect((await get(id)).body).not.toHaveProperty('deletedAt')
  })

  it('that was merged away says into whom, until it is brought back', async () => {
    const [stays, goes] = [await make('stays@example.org'), await make('goes@example.org')]
    await test.client.contacts.merge(stays, { from: goes })
    expect((await get(goes)).body).toMatchObject({ mergedInto: stays })
    await test.client.contacts.restore(goes)
    later(1_000)
    await test.client.contacts.delete(goes)
    expect((await get(goes)).body).toMatchObject({ deletedAt: now.toISOString(), mergedInto: null })
  })
})

describe('the list of those who can be brought back', () => {
  it('is by the time at which they were deleted, the latest first, page by page, of one project', async () => {
    later(31 * DAY_MS)
    const ids = [await make('a@example.org'), await make('b@example.org'), await make('c@example.org')]
    await test.client.contacts.delete(ids[1] ?? '')
    later(1_000)
    // Two at one instant.
    await test.client.contacts.delete(ids[0] ?? '')
    await test.client.contacts.delete(ids[2] ?? '')
    const first = await test.client.contacts.deleted({ limit: 2 })
    const second = await test.client.contacts.deleted({ limit: 2, after: first.next_cursor ?? '' })
    expect([...first.data, ...second.data].map(({ email }) => email)).toEqual([
      'c@example.org',
      'a@example.org',
      'b@example.org',
    ])
    expect(second).toMatchObject({ has_more: false, data: [{ id: ids[1], mergedInto: null }] })
    expect((await test.clientFor(test.second.key).contacts.deleted()).data).toEqual([])
    await test.client.contacts.restore(ids[1] ?? '')
    expect((await test.client.contacts.deleted()).data).toHaveLength(2)
  })
})
