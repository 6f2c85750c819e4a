import { afterAll, beforeAll, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../../../../tests/support/create-product.ts'
import { skipExpired } from './expired-sendings.ts'
import { leaseSingles } from './single-sends.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createProduct()
})
afterAll(() => test.drop())

const HOUR_MS = 3_600_000
const inHours = (count: number) => new Date(Date.now() + count * HOUR_MS)
const send = async (name: string, expiresAt?: Date) => {
  const given = { from: 'hello@example.org', subject: 'Hello', template: '<p>Hello</p>' }
  const to = { recipientType: 'email' as const, recipientEmail: `${name}@example.org` }
  const until = expiresAt && { expiresAt: expiresAt.toISOString() }
  return (await test.client.sending.send({ ...given, ...to, ...until })).id
}

it('ends what waits too long, queued, put off or paused, and leaves what is in hand, over or still in time', async () => {
  const { database } = test.product
  const soon = inHours(1)
  const ids = {
    queued: await send('queued', soon),
    paused: await send('paused', soon),
    deferred: await send('deferred', soon),
    inTime: await send('in-time', inHours(3)),
    always: await send('always'),
    inHand: await send('in-hand', soon),
  }
  await test.client.campaigns.pause(ids.paused)
  await database.query(
    `update deliveries set state = 'deferred', reason = 'temporary', not_before = $1 where address = 'deferred@example.org'`,
    [inHours(20)],
  )
  await database.query(
    `update deliveries set not_before = $1 where address <> 'in-hand@example.org' and state = 'queued'`,
    [inHours(2)],
  )
  const leased = await leaseSingles(database, { limit: 9, now: new Date(), leaseUntil: inHours(9) })
  expect(leased.map(({ email }) => email)).toEqual(['in-hand@example.org'])
  expect(await skipExpired(database, { now: inHours(0.5), limit: 10 })).toBe(0)
  expect(await skipExpired(database, { now: inHours(2), limit: 2 })).toBe(2)
  expect(await skipExpired(database, { now: inHours(2), limit: 2 })).toBe(1)
  const told = await Promise.all(
    Object.entries(ids).map(async ([name, id]) => {
      const { queued, skipped, finishedAt } = await test.client.sending.getBatchStatus(id)
      return [name, queued, skipped, finishedAt !== null]
    }),
  )
  expect(told).toEqual([
    ...['queued', 'paused', 'deferred'].map((name) => [name, 0, 1, true]),
    ...['inTime', 'always', 'inHand'].map((name) => [name, 1, 0, false]),
  ])
  const { data } = await test.client.deliveries.list({ reason: 'expired' })
  expect(data.map(({ state, email }) => [state, email]).toSorted()).toEqual(
    ['deferred', 'paused', 'queued'].map((name) => ['skipped', `${name}@example.org`]),
  )
})
