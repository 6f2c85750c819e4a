import { afterAll, beforeAll, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../support/create-product.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createProduct()
})
afterAll(() => test.drop())

/** Cuts every connection, and lets nobody in again until the returned function is called. */
async function takeAway(): Promise<() => void> {
  const { pool, lookups } = test.product.database
  const pools = [pool, lookups]
  const before = pools.map(({ options }) => options.connectionString)
  for (const { options } of pools) options.connectionString = 'postgres://nobody@127.0.0.1:1/nowhere'
  const ended = pool.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()')
  await ended.catch(() => {})
  return () => {
    for (const [place, { options }] of pools.entries()) options.connectionString = before[place]
  }
}

it('says that the database is away, when to come back, and goes on as soon as it is there', async () => {
  const comeBack = await takeAway()
  const away = { status: 503, body: { code: 'unavailable', title: 'The database is away' } }
  const read = await test.request('GET', '/v1/status')
  expect(read).toMatchObject({ ...away, body: { ...away.body, detail: 'The database does not answer.' } })
  expect(read.headers['retry-after']).toBe('1')
  const body = { email: 'ada@example.org' }
  const headers = { 'idempotency-key': 'once' }
  expect(await test.request('POST', '/v1/contacts', body, { headers })).toMatchObject(away)
  comeBack()
  expect(await test.request('POST', '/v1/contacts', body, { headers })).toMatchObject({ status: 201 })
  // Nobody made a mistake.
  expect(test.errors).toEqual([])
})
