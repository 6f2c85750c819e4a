import { afterAll, beforeAll, expect, it } from 'vitest'
import { SEED } from '../oracle/seed.ts'
import { checkLiveRecord } from '../support/check-live-record.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'
import { LiveWorld } from '../support/live-world.ts'
import { until } from '../support/until.ts'

const CHANGES = 240

let test: TestProduct
let now = new Date('2026-03-01T09:00:00Z')
beforeAll(async () => {
  test = await createProduct({ now: () => now })
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

/** Lets time go by, and waits until all segments have been judged at that instant. */
async function pass(ms: number) {
  now = new Date(now.getTime() + ms)
  const { index } = test.product
  await until(
    () => index.evaluatedAt(test.first.id),
    (at) => at >= Math.floor(now.getTime() / 1000),
  )
}

it(`is always what its rules say from nothing, whatever happens in whatever order (ROLLCALL_SEED=${SEED})`, async () => {
  const world = await LiveWorld.create(test, SEED)
  for (let change = 1; change <= CHANGES; change += 1) {
    await world.change()
    if (change % 12 !== 0) continue
    await test.read('GET', '/v1/segments?limit=1')
    await pass(change % 24 === 0 ? 3_600_000 * (1 + (change % 7)) : 1_000)
    await checkLiveRecord({ ...test.product, now }, test.first.id)
  }
})
