import { setImmediate } from 'node:timers/promises'
import { AudienceIndex, openLocalShard, openWorkerShard, type ShardChannel } from '@rollcall/engine'
import type { Lowering } from '@rollcall/filters'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, dropDatabase, type TestDatabase } from '../../../../tests/support/create-database.ts'
import { openReadPool, type Transaction } from '../store/database.ts'
import type { LiveIndex } from './live-index.ts'
import { ProjectFollower } from './project-follower.ts'
import { parsePosition, startLiveIndex } from './start-live-index.ts'

const EVERYONE: Lowering = { is: 'constant', value: true }
const SUBSCRIBED: Lowering = { is: 'codes', column: 'status', any: ['subscribed'] }
const UNSUBSCRIBED: Lowering = { is: 'codes', column: 'status', any: ['unsubscribed'] }

let test: TestDatabase
let index: LiveIndex
let projectId: number

beforeAll(async () => {
  test = await createDatabase()
})
afterAll(() => test.drop())

beforeEach(async () => {
  const [{ id }] = await test.database.query<{ id: number }>("insert into projects (name) values ('test') returning id")
  projectId = id
  index = openIndex()
})
afterEach(() => index.close())

const MAX_BYTES = 256 * 1024 * 1024

function openIndex(openShard: typeof openLocalShard = openLocalShard): LiveIndex {
  return startLiveIndex({
    database: test.database,
    openIndex: () => openAudiences(openShard),
    now: () => new Date(),
    log: { warn: () => {} },
  })
}

function openAudiences(openShard: typeof openLocalShard = openLocalShard) {
  return new AudienceIndex({ shardCount: 2, openShard: () => openShard({ maxBytes: MAX_BYTES }) })
}

async function insert(transaction: Transaction, from: number, count: number) {
  await transaction.query(
    `insert into contacts (project_id, row_no, email, email_key)
     select $1, n, 'p' || n || '@example.org', 'p' || n || '@example.org' from generate_series($2::int, $3::int) n`,
    [projectId, from, from + count - 1],
  )
  transaction.touch(Array.from({ length: count }, (_, place) => from + place))
}

async function setStatus(transaction: Transaction, rowNos: number[], status: string) {
  await transaction.query('update contacts set status = $3 where project_id = $1 and row_no = any($2)', [
    projectId,
    rowNos,
    status,
  ])
  transaction.touch(rowNos)
}

const write = (work: (transaction: Transaction) => Promise<void>, bulk = false) =>
  test.database.write({ projectId, actor: 'test', bulk }, work)

describe('the live index', () => {
  it('loads more projects at once than it has connections', async () => {
    const rows = await test.database.query<{ id: number }>(
      "insert into projects (name) select 'project ' || n from generate_series(1, 20) n returning id",
    )
    expect(await Promise.all(rows.map(({ id }) => index.count(id, EVERYONE)))).toEqual(rows.map(() => 0))
  })

  it('shows what was there before it was asked', async () => {
    await write((transaction) => insert(transaction, 0, 3))
    expect(await index.count(projectId, EVERYONE)).toBe(3)
  })

  it('shows a write once its position has been waited for', async () => {
    expect(await index.count(projectId, EVERYONE)).toBe(0)
    const { position } = await write((transaction) => insert(transaction, 0, 5))
    await index.caughtUp(projectId, position)
    expect(await index.count(projectId, EVERYONE)).toBe(5)
  })

  it('shows neither writes that were rolled back nor contacts that were deleted', async () => {
    await index.count(projectId, EVERYONE)
    await expect(
      write(async (transaction) => {
        await insert(transaction, 0, 5)
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    const { position } = await write(async (transaction) => {
      await insert(transaction, 10, 2)
      await transaction.query('update contacts set deleted_at = now() where project_id = $1 and row_no = 10', [
        projectId,
      ])
    })
    await index.caughtUp(projectId, position)
    expect(await index.count(projectId, EVERYONE)).toBe(1)
  })

  it('follows fast transactions while a slow one is open, and the slow one when it commits', async () => {
    await index.count(projectId, EVERYONE)
    const opened = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    const slow = write(async (transaction) => {
      await insert(transaction, 100, 1)
      opened.resolve()
      await release.promise
    })
    await opened.promise
    for (let round = 0; round < 20; round += 1) {
      const { position } = await write((transaction) => insert(transaction, round, 1))
      await index.caughtUp(projectId, position)
      expect(await index.count(projectId, EVERYONE)).toBe(round + 1)
    }
    release.resolve()
    await index.caughtUp(projectId, (await slow).position)
    expect(await index.count(projectId, EVERYONE)).toBe(21)
  })

  it('never shows half of a change of two contacts', async () => {
    // One of the two is subscribed at any time, in chunks of different shards.
    const [first, second] = [1, 65_536 + 1]
    await write(async (transaction) => {
      await insert(transaction, first, 1)
      await insert(transaction, second, 1)
      await setStatus(transaction, [second], 'unsubscribed')
    })
    await index.count(projectId, EVERYONE)
    let done = false
    const swap = async () => {
      for (let round = 0; round < 100; round += 1) {
        await write(
          async (transaction) => {
            await setStatus(transaction, [first], round % 2 ? 'subscribed' : 'unsubscribed')
            await setStatus(transaction, [second], round % 2 ? 'unsubscribed' : 'subscribed')
          },
          round % 3 === 0,
        )
      }
      done = true
    }
    const watch = async () => {
      const seen = new Set<string>()
      while (!done) {
        seen.add((await index.counts(projectId, [SUBSCRIBED, UNSUBSCRIBED])).join())
        // A shard in this thread answers without leaving it, which would keep the writer from running.
        await setImmediate()
      }
      return seen
    }
    const [seen] = await Promise.all([watch(), swap()])
    expect([...seen]).toEqual(['1,1'])
  })

  it('applies small changes before bulk ones, and bulk ones in turn with them', async () => {
    const audiences = openAudiences()
    const pool = openReadPool(test.connectionString, 1)
    const follower = new ProjectFollower({ projectId, pool, index: audiences })
    await follower.step()
    const countAfterStep = async () => {
      await follower.step()
      return audiences.count(projectId, EVERYONE)
    }
    for (const from of [1000, 2000, 3000]) await write((transaction) => insert(transaction, from, 100), true)
    await write((transaction) => insert(transaction, 0, 1))
    expect(await countAfterStep()).toBe(1)
    await write((transaction) => insert(transaction, 1, 1))
    expect(await countAfterStep()).toBe(102)
    await write((transaction) => insert(transaction, 2, 1))
    expect(await countAfterStep()).toBe(103)
    expect([await countAfterStep(), await countAfterStep(), follower.hasBacklog]).toEqual([203, 303, false])
    await audiences.close()
    await pool.end()
  })

  it('applies waiting bulk work together with a small change of one of its contacts', async () => {
    const audiences = openAudiences()
    const pool = openReadPool(test.connectionString, 1)
    const follower = new ProjectFollower({ projectId, pool, index: audiences })
    await follower.step()
    await write((transaction) => insert(transaction, 1000, 100), true)
    await write((transaction) => setStatus(transaction, [1050], 'unsubscribed'))
    await follower.step()
    expect(await audiences.counts(projectId, [EVERYONE, UNSUBSCRIBED])).toEqual([100, 1])
    await audiences.close()
    await pool.end()
  })

  it('answers a launch only with everything that was acknowledged before', async () => {
    await index.count(projectId, EVERYONE)
    for (let batch = 0; batch < 10; batch += 1) {
      await write((transaction) => insert(transaction, batch * 2000, 2000), true)
    }
    const { position } = await write((transaction) => insert(transaction, 50_000, 1))
    await index.caughtUp(projectId, position)
    const { members, snapshot } = await index.members(projectId, EVERYONE)
    expect(members.count).toBe(20_001)
    expect(snapshot).toMatch(/^\d+:\d+:/)
  })

  it('holds a field that was defined after it was loaded', async () => {
    await write((transaction) => insert(transaction, 0, 2))
    await index.count(projectId, EVERYONE)
    const { position } = await write(async (transaction) => {
      await transaction.query(
        "insert into custom_fields (project_id, key, name, type) values ($1, 'ltv', 'LTV', 'number')",
        [projectId],
      )
      await transaction.query(`update contacts set fields = '{"ltv": 12}' where project_id = $1 and row_no = 1`, [
        projectId,
      ])
      transaction.touchDefinitions()
      transaction.touch([1])
    })
    await index.caughtUp(projectId, position)
    expect(await index.count(projectId, { is: 'range', column: 'fields.ltv', from: { value: 10 } })).toBe(1)
  })

  it('keeps projects apart', async () => {
    const [other] = await test.database.query<{ id: number }>(
      "insert into projects (name) values ('other') returning id",
    )
    const { position } = await write((transaction) => insert(transaction, 0, 2))
    await index.caughtUp(projectId, position)
    expect(await index.count(other.id, EVERYONE)).toBe(0)
  })

  it('says so when a position does not come from this record', async () => {
    expect(() => parsePosition('soon')).toThrow('must be the Rollcall-Position')
    expect(parsePosition('42')).toBe('42')
  })
})

describe('a record that is not the one it was', () => {
  it('is read anew when the database was restored to an earlier state', async () => {
    await write((transaction) => insert(transaction, 0, 2))
    await withAdmin((admin, name) => cloneDatabase(admin, name, `${name}_backup`))
    await write((transaction) => insert(transaction, 10, 5))
    expect(await index.count(projectId, EVERYONE)).toBe(7)
    await withAdmin(async (admin, name) => {
      await dropDatabase(admin, name)
      await cloneDatabase(admin, `${name}_backup`, name)
      await dropDatabase(admin, `${name}_backup`)
    })
    const { position } = await write((transaction) => insert(transaction, 20, 1))
    await index.caughtUp(projectId, position)
    expect(await index.count(projectId, EVERYONE)).toBe(3)
  })
})

describe('over worker threads', () => {
  it('answers as it does in one thread', async () => {
    await write((transaction) => insert(transaction, 0, 70_000))
    const workers = openIndex(openWorkerShard)
    const { position } = await write((transaction) => setStatus(transaction, [3, 69_999], 'unsubscribed'))
    await workers.caughtUp(projectId, position)
    expect(await workers.counts(projectId, [EVERYONE, UNSUBSCRIBED])).toEqual([70_000, 2])
    await workers.close()
  })
})

describe('a worker thread that dies', () => {
  it('is replaced, and everything is loaded again', async () => {
    await write((transaction) => insert(transaction, 0, 3))
    const shards: ShardChannel[] = []
    const workers = openIndex((options) => {
      const shard = openWorkerShard(options)
      shards.push(shard)
      return shard
    })
    expect(await workers.count(projectId, EVERYONE)).toBe(3)
    await shards[0].close()
    expect(await workers.count(projectId, EVERYONE)).toBe(3)
    const { position } = await write((transaction) => insert(transaction, 10, 1))
    await workers.caughtUp(projectId, position)
    expect([await workers.count(projectId, EVERYONE), shards.length]).toEqual([4, 4])
    await workers.close()
  })
})

async function withAdmin(work: (admin: pg.Client, name: string) => Promise<void>) {
  const url = new URL(test.connectionString)
  const name = url.pathname.slice(1)
  url.pathname = '/postgres'
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  await work(admin, name)
  await admin.end()
}

async function cloneDatabase(admin: pg.Client, from: string, to: string) {
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [from])
  await admin.query(`create database ${to} template ${from}`)
}
