import { afterAll, beforeAll, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../../../../tests/support/create-product.ts'
import { forgetOldSendings, leaseSingles } from './single-sends.ts'

const DAY_MS = 86_400_000
let test: TestProduct
beforeAll(async () => {
  test = await createProduct()
})
afterAll(() => test.drop())

const send = async (recipientEmail: string) =>
  (
    await test.client.sending.send({
      recipientType: 'email',
      recipientEmail,
      from: 'hello@example.org',
      subject: 'Secret',
      template: '<p>Secret {{ code }}</p>',
      variables: { code: 'Secret' },
      attachments: [{ filename: 'Secret.txt', content: 'VGVu' }],
    })
  ).id
const lease = (now: Date, limit: number) => {
  const leaseUntil = new Date(now.getTime() + 60_000)
  return leaseSingles(test.product.database, { limit, now, leaseUntil })
}
const textOf = async (table: string) =>
  JSON.stringify(await test.product.database.query(`select t::text from ${table} t`))

it('leases singles of all projects once, whoever has waited longest first, and none that is paused', async () => {
  const ids = []
  for (const name of ['one', 'two', 'three', 'four']) ids.push(await send(`${name}@example.org`))
  await test.request('POST', `/v1/campaigns/${ids[1]}/pause`)
  const now = new Date()
  const [first, others, none] = [await lease(now, 1), await lease(now, 5), await lease(now, 5)]
  const emails = [first, others, none].map((leased) => leased.map(({ email }) => email))
  expect(emails).toEqual([['one@example.org'], ['three@example.org', 'four@example.org'], []])
  expect(first).toMatchObject([{ isSingle: true, fence: 1, sendingLimits: { perHour: null } }])
})

it('forgets files a day after the end, and texts after thirty', async () => {
  const { database } = test.product
  await database.query("update deliveries set state = 'sent', updated_at = now()")
  const after = (days: number) => new Date(Date.now() + days * DAY_MS)
  await forgetOldSendings(database, after(0.5))
  expect(await textOf('sending_attachments')).toContain('Secret.txt')
  await forgetOldSendings(database, after(2))
  expect(await textOf('sending_attachments')).toBe('[]')
  expect(await textOf('campaigns')).toContain('Secret')
  expect(await textOf('sendings')).toContain('Secret')
  await forgetOldSendings(database, after(31))
  expect((await textOf('campaigns')) + (await textOf('sendings'))).not.toContain('Secret')
})
