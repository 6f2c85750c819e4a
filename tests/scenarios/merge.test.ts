import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toUnsubscribeToken } from '../../packages/server/src/email/unsubscribe-token.ts'
import { startLiveIndex } from '../../packages/server/src/feed/start-live-index.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'

let test: TestProduct
let now = new Date('2026-03-01T10:00:00Z')
beforeAll(async () => {
  test = await createProduct({ now: () => now })
  await test.client.fields.create({ key: 'plan', type: 'select', options: ['free', 'pro'] })
  await test.client.fields.create({ key: 'city', type: 'text' })
})
afterAll(() => test.drop())

const later = (days = 1) => {
  now = new Date(now.getTime() + days * 86_400_000)
}
let made = 0
const create = async (contact: Parameters<TestProduct['client']['contacts']['create']>[0]) => {
  made += 1
  return test.client.contacts.create({ email: `p${made}@example.org`, ...contact })
}
const rowOf = async (id: string) => {
  const [row] = await test.product.database.query<{ rowNo: number }>(
    `select row_no as "rowNo" from contacts where project_id = $1 and id = $2`,
    [test.first.id, uuidOf(id)],
  )
  return row?.rowNo ?? -1
}
const uuidOf = (id: string) => parse(id)
const count = async (filters: object) =>
  (await test.read<{ count: number }>('POST', '/v1/segments/preview', { filters })).body.count
const kindsOf = async (id: string) =>
  (await test.client.contacts.timeline(id, { limit: 100 })).data.map(({ kind, title }) => `${kind} ${title}`)

