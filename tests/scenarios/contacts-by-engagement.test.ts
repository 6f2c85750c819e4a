import type { Body } from '@rollcall/sdk'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../support/create-product.ts'
import { until } from '../support/until.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createProduct({ work: true })
  const names = ['ada', 'bob', 'eve', 'zoe']
  await test.client.contacts.batch({ contacts: names.map((name) => ({ email: `${name}@example.org` })) })
  const on = (name: string, who: string, day: number, machine = false) => ({
    ...{ contact: `${who}@example.org`, name, at: `2026-01-0${day}T10:00:00.000Z` },
    ...(machine && { machine }),
  })
  const events = [
    ...[on('email.sent', 'ada', 1), on('email.sent', 'ada', 3), on('telegram.sent', 'eve', 4)],
    ...[on('email.sent', 'bob', 2), on('email.opened', 'ada', 5), on('email.opened', 'bob', 6)],
    ...[on('email.opened', 'ada', 9, true), on('opened', 'eve', 8), on('email.clicked', 'bob', 7)],
  ]
  await test.client.events.create({ events })
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

type Search = Body<'contacts.search'>

async function search(body: Search) {
  const reply = await test.read<{ data: { email: string; engagement?: object }[]; next_cursor: string | null }>(
    'POST',
    '/v1/contacts/search',
    body,
  )
  expect(reply.status).toBe(200)
  return reply.body
}

it.each([
  ['lastSentAt', 'desc', 'eve ada bob zoe'],
  ['lastSentAt', 'asc', 'bob ada eve zoe'],
  ['firstContactedAt', 'asc', 'ada bob eve zoe'],
  ['lastOpenedAt', 'desc', 'bob ada eve zoe'],
  ['lastOpenedAt', 'asc', 'ada bob eve zoe'],
  ['lastClickedAt', 'asc', 'bob ada eve zoe'],
] as const)('sorts people by %s %s, page by page, never last', async (field, direction, expected) => {
  const seen: string[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page = await search({ sort: { field, direction }, limit: 1, ...(after && { after }) })
    seen.push(...page.data.map(({ email }) => email.split('@')[0] ?? ''))
    after = page.next_cursor
  }
  expect(seen.join(' ')).toBe(expected)
})

it('says what a person’s page says of each who is searched for, when asked', async () => {
  const { data } = await search({ engagement: true })
  expect(data).toHaveLength(4)
  for (const { email, engagement } of data) expect(engagement).toEqual(await test.client.contacts.engagement(email))
  expect((await search({})).data.filter((contact) => 'engagement' in contact)).toEqual([])
})

it('judges at the instant asked for, as conditions do', async () => {
  const before = '2026-01-02T12:00:00Z'
  const { data } = await search({ at: before, engagement: true, sort: { field: 'lastSentAt', direction: 'desc' } })
  expect(data.map(({ email, engagement }) => [email, engagement])).toMatchObject([
    ['bob@example.org', { lastSentAt: '2026-01-02T10:00:00.000Z', lastOpenedAt: null }],
    ['ada@example.org', { lastSentAt: '2026-01-01T10:00:00.000Z', lastOpenedAt: null }],
    ['eve@example.org', { lastSentAt: null }],
    ['zoe@example.org', { lastSentAt: null }],
  ])
})

it('is exported in the columns asked for', async () => {
  const { id } = await test.client.exports.create({ columns: ['email', 'lastSentAt', 'lastOpenedAt', 'lastClickedAt'] })
  await until(
    () => test.client.exports.get(id),
    ({ status }) => status === 'completed',
  )
  const { text } = await test.request('GET', `/v1/exports/${id}/file`)
  expect(text.trim().split('\r\n')).toEqual([
    'email,lastSentAt,lastOpenedAt,lastClickedAt',
    'ada@example.org,2026-01-03T10:00:00.000Z,2026-01-05T10:00:00.000Z,',
    'bob@example.org,2026-01-02T10:00:00.000Z,2026-01-06T10:00:00.000Z,2026-01-07T10:00:00.000Z',
    'eve@example.org,2026-01-04T10:00:00.000Z,,',
    'zoe@example.org,,,',
  ])
})
