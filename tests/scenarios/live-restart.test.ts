import { AudienceIndex, openLocalShard } from '@rollcall/engine'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startLiveIndex } from '../../packages/server/src/feed/start-live-index.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'
import { readLog, readMembers } from '../support/live-log.ts'

const HOUR_MS = 3_600_000

let test: TestProduct
let now = new Date('2026-03-01T09:00:00Z')
let warnings: string[] = []
beforeAll(async () => {
  test = await createProduct({ now: () => now })
  await test.request('POST', '/v1/tags', { name: 'VIP' })
  for (const email of ['ada@example.org', 'ben@example.org', 'cyn@example.org']) {
    await test.request('POST', '/v1/contacts', { email })
  }
  // Recording begins.
  await test.read('GET', '/v1/segments')
})
afterAll(() => test.drop())
beforeEach(() => {
  warnings = []
})

/** Starts again; what `meanwhile` does happens while nobody follows. */
async function restart(meanwhile: () => Promise<unknown>) {
  await test.product.index.close()
  await meanwhile()
  const openShard = () => openLocalShard({ maxBytes: 64 * 1024 * 1024 })
  test.product.index = startLiveIndex({
    database: test.product.database,
    openIndex: () => new AudienceIndex({ shardCount: 1, openShard }),
    now: () => now,
    log: { warn: (message) => warnings.push(message) },
  })
}

const tag = (email: string) => test.request('POST', `/v1/contacts/${email}/tags`, { tags: ['VIP'] })
const vips = { conditions: [{ type: 'tag', op: 'has_any', tags: ['VIP'] }] }
const lately = { conditions: [{ type: 'event', name: 'order', op: 'did', window: { last: '1d' } }] }
const log = async (segment: string) => (await readLog(test, segment)).map(({ text }) => text)

it('says of everybody who came or left meanwhile why, and of nobody twice', async () => {
  const { id: vip } = await test.client.segments.create({ name: 'VIPs', filters: vips })
  const { id: ordered } = await test.client.segments.create({ name: 'Ordered', filters: lately })
  await tag('ada@example.org')
  await test.read('POST', '/v1/events', { events: [{ contact: 'ada@example.org', name: 'order' }] })
  expect([await log(vip), await log(ordered)]).toEqual([
    ['+ rule', '+ada change'],
    ['+ rule', '+ada change'],
  ])
  await restart(async () => {
    await tag('ben@example.org')
    await test.request('POST', '/v1/events', { events: [{ contact: 'cyn@example.org', name: 'order' }] })
    now = new Date(now.getTime() + 25 * HOUR_MS)
    await test.request('POST', '/v1/events', { events: [{ contact: 'ben@example.org', name: 'order' }] })
  })
  expect([await log(vip), await log(ordered)]).toEqual([
    ['+ rule', '+ada change', '+ben change'],
    ['+ rule', '+ada change', '-ada time', '+ben change'],
  ])
  expect((await readLog(test, vip)).map(({ entry }) => entry.by)).toEqual(
    Array(3).fill(expect.stringMatching(/^key:key_/)),
  )
  await restart(async () => {})
  expect([await log(vip), warnings]).toEqual([['+ rule', '+ada change', '+ben change'], []])
})

it('knows since when people are in a segment, also those who came before it was started', async () => {
  const since = { conditions: [{ type: 'segment', op: 'in', segment: 'VIPs', since: { before: '20h' } }] }
  const { id } = await test.client.segments.create({ name: 'VIPs for a while', filters: since })
  expect(await readMembers(test, id)).toEqual(['ada@example.org'])
  await restart(async () => {
    now = new Date(now.getTime() + 21 * HOUR_MS)
  })
  expect(await readMembers(test, id)).toEqual(['ada@example.org', 'ben@example.org'])
  expect(await log(id)).toEqual(['+ada rule', '+ben time'])
})

it('begins anew where its position means nothing, and says so', async () => {
  await restart(async () => {
    await tag('cyn@example.org')
    await test.product.database.query("update live_cursors set cluster = 'another'")
  })
  expect(await log('VIPs')).toEqual(['+ rule', '+ada change', '+ben change', '+cyn found'])
  expect(warnings).toEqual(['The recorded membership comes from another database; it is compared with this one.'])
})
