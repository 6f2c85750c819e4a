import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { AudienceIndex, openLocalShard } from '@rollcall/engine'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '../../packages/engine/src/fixtures/seeded.ts'
import { startLiveIndex } from '../../packages/server/src/feed/start-live-index.ts'
import { SEED } from '../oracle/seed.ts'
import { checkLiveRecord } from '../support/check-live-record.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'
import { fastClock } from '../support/fast-clock.ts'
import { LiveWorld } from '../support/live-world.ts'

const KILLS = 5
const LONGEST_LIFE_MS = 700

const startedAtMs = Date.now()
const now = fastClock(startedAtMs)
let test: TestProduct
let child: ChildProcess | undefined
beforeAll(async () => {
  test = await createProduct({ now })
})
afterAll(async () => {
  child?.kill('SIGKILL')
  await test.drop()
})

async function startFollowing(): Promise<ChildProcess> {
  const script = new URL('../support/following-process.ts', import.meta.url).pathname
  const { connectionString } = test.product.database
  const started = spawn(process.execPath, [script, connectionString, String(test.first.id), String(startedAtMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child = started
  await once(started.stdout, 'data')
  return started
}

it(`killed with -9 at any moment, it tells of everybody exactly once (ROLLCALL_SEED=${SEED})`, async () => {
  const world = await LiveWorld.create(test, SEED)
  const random = seeded(SEED)
  let isOver = false
  const changing = (async () => {
    while (!isOver) await world.change()
  })()
  const entries = async () => {
    const [{ count }] = await test.product.database.query<{ count: number }>(
      'select count(*)::int as count from segment_transitions',
    )
    return count
  }
  const counts = [await entries()]
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const following = await startFollowing()
    await sleep(random.below(LONGEST_LIFE_MS))
    following.kill('SIGKILL')
    await once(following, 'exit')
    counts.push(await entries())
  }
  isOver = true
  await changing
  // It was killed while it wrote.
  expect(new Set(counts).size).toBeGreaterThan(2)
  await checkAnew(now())
})

/** What a process finds that starts now. */
async function checkAnew(at: Date) {
  const { database } = test.product
  const openShard = () => openLocalShard({ maxBytes: 256 * 1024 * 1024 })
  const openIndex = () => new AudienceIndex({ shardCount: 2, openShard })
  const index = startLiveIndex({ database, openIndex, now: () => at, log: { warn: () => {} } })
  await index.caughtUp(test.first.id, '0')
  await checkLiveRecord({ database, index, now: at }, test.first.id)
  await index.close()
}
