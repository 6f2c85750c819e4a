import type { Lowering } from '@rollcall/filters'
import { afterEach, describe, expect, it } from 'vitest'
import { AudienceIndex } from './audience-index.ts'
import type { RowBatch } from './batch/row-batch.ts'
import { CHUNK_ROWS } from './chunk.ts'
import { InterleavedShards } from './fixtures/interleaved-shards.ts'
import { seeded } from './fixtures/seeded.ts'
import { openWorkerShard } from './shards/worker-channel.ts'

const ROWS = 402
const VERSIONS = 12
const EVERYONE: Lowering = { is: 'constant', value: true }

/** Every row and its one event carry the number of the last batch; each batch rewrites all rows and moves some to the other shard. */
function versionBatch(version: number): RowBatch {
  const place = (at: number, moved: boolean) => at + (at % 4) * CHUNK_ROWS + (moved ? 5 * CHUNK_ROWS : 0)
  const isMoved = (at: number) => at % 3 === 0 && version % 2 === 1
  return {
    rows: Array.from({ length: ROWS }, (_, at) => {
      return { rowNo: place(at, isMoved(at)), values: [`v${version}`], sets: [`tag:${version}`] }
    }),
    removed: Array.from({ length: ROWS / 3 }, (_, third) => place(third * 3, version % 2 === 0)),
    eventsReplaced: Array.from({ length: ROWS }, (_, at) => place(at, isMoved(at))),
    events: Array.from({ length: ROWS }, (_, at) => {
      return { rowNo: place(at, isMoved(at)), event: `event:${version}`, at: version }
    }),
  }
}

const askVersions: Lowering[] = [
  EVERYONE,
  ...Array.from(
    { length: VERSIONS },
    (_, v): Lowering => ({ is: 'text', column: 'version', at: 'equal', any: [`v${v}`] }),
  ),
  ...Array.from({ length: VERSIONS }, (_, v): Lowering => ({ is: 'set', set: `tag:${v}` })),
  ...Array.from({ length: VERSIONS }, (_, v): Lowering => {
    return { is: 'events', event: `event:${v}`, until: { value: VERSIONS }, where: EVERYONE, window: EVERYONE }
  }),
]

/** The version that an answer shows; fails when it shows a part of one. */
function versionSeen(counts: number[]): number {
  const [total, ...versions] = counts
  const version = versions.indexOf(ROWS)
  const whole = Array.from({ length: VERSIONS }, (_, at) => (at === version ? ROWS : 0))
  expect([total, ...versions]).toEqual([ROWS, ...whole, ...whole, ...whole])
  return version
}

const open: AudienceIndex[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((index) => index.close()))
})

describe('a batch', () => {
  it.each([1, 2, 3, 4, 5])('is seen whole or not at all, however shards interleave (seed %i)', async (seed) => {
    const random = seeded(seed)
    const shards = new InterleavedShards(random)
    const index = new AudienceIndex({ shardCount: 2, openShard: shards.open })
    const queries: Promise<number[]>[] = []
    const changes = (async () => {
      await index.defineColumns(1, [{ id: 'version', storage: 'text' }])
      for (let version = 0; version < VERSIONS; version++) {
        await index.apply(1, versionBatch(version))
        queries.push(index.counts(1, askVersions))
      }
    })()
    let isDone = false
    changes.finally(() => {
      isDone = true
    })
    for (let i = 0; !isDone || shards.step(); i++) {
      if (i > 50 && random.isTrue(0.2) && queries.length > 0) queries.push(index.counts(1, askVersions))
      shards.step()
      await Promise.resolve()
    }
    await changes
    const seen = (await Promise.all(queries)).map(versionSeen)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(new Set(seen).size).toBe(VERSIONS)
  })

  it('is seen whole or not at all in two worker threads, and by every query after it was applied', async () => {
    const index = new AudienceIndex({ shardCount: 2, openShard: () => openWorkerShard({ maxBytes: 2 ** 28 }) })
    open.push(index)
    await index.defineColumns(1, [{ id: 'version', storage: 'text' }])
    await index.apply(1, versionBatch(0))
    const queries: Promise<number[]>[] = []
    for (let version = 1; version < VERSIONS; version++) {
      const applied = index.apply(1, versionBatch(version))
      let isApplied = false
      applied.finally(() => {
        isApplied = true
      })
      // A few queries at every stage of the change; unbounded, they would only queue up before it.
      for (let asked = 0; asked < 12 && !isApplied; asked++) {
        queries.push(index.counts(1, askVersions))
        await new Promise((resolve) => setImmediate(resolve))
      }
      await applied
      expect(versionSeen(await index.counts(1, askVersions))).toBe(version)
    }
    const seen = (await Promise.all(queries)).map(versionSeen)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    const members = await index.members(1, { is: 'set', set: `tag:${VERSIONS - 1}` })
    expect(members.count).toBe(ROWS)
  })
})

describe('a worker', () => {
  it('hands its errors over and goes on', async () => {
    const index = new AudienceIndex({ shardCount: 2, openShard: () => openWorkerShard({ maxBytes: 20_000 }) })
    open.push(index)
    await expect(index.count(9, EVERYONE)).rejects.toMatchObject({ name: 'NotLoadedError' })
    await index.defineColumns(1, [{ id: 'version', storage: 'text' }])
    await expect(index.apply(1, versionBatch(0))).rejects.toMatchObject({ name: 'IndexFullError' })
    expect(await index.count(1, EVERYONE)).toBe(0)
  })

  it('rejects what waits, and all that follows, once it is closed', async () => {
    const index = new AudienceIndex({ shardCount: 1, openShard: () => openWorkerShard({ maxBytes: 2 ** 28 }) })
    const waiting = index.defineColumns(1, [{ id: 'version', storage: 'text' }])
    const [settled] = await Promise.allSettled([waiting, index.close()])
    expect(settled.status).toBe('rejected')
    await expect(index.count(1, EVERYONE)).rejects.toThrow('The index worker has ended.')
  })
})
