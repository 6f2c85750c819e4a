import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AudienceIndex, openLocalShard } from '@rollcall/engine'
import { columnsOf } from '@rollcall/filters'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../../../../tests/support/create-database.ts'
import { until } from '../../../../../tests/support/until.ts'
import { listFieldDefinitions } from '../../store/catalog.ts'
import type { Transaction } from '../../store/database.ts'
import { everyAnswer, loadPlainly } from '../fixtures/every-answer.ts'
import { addNastyEvents, insertNastyProject, writeNastyContacts } from '../fixtures/nasty-project.ts'
import { ProjectFollower } from '../project-follower.ts'
import { ProjectCheckpoint } from './project-checkpoint.ts'

const ROWS = [...Array.from({ length: 60 }, (_, rowNo) => rowNo), 65_535, 65_536, 65_540]
const signal = new AbortController().signal

let test: TestDatabase
beforeAll(async () => {
  test = await createDatabase()
})
afterAll(() => test.drop())

let dir: string
let path: string
let projectId: number
let reasons: unknown[]
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rollcall-checkpoint-'))
  path = join(dir, 'index', 'project-1')
  projectId = await insertNastyProject(test.database)
  reasons = []
})
afterEach(() => rm(dir, { recursive: true }))

const write = (work: (transaction: Transaction) => Promise<void>, bulk = false) =>
  test.database.write({ projectId, actor: 'test', bulk }, work)

function openIndex(shardCount = 2): AudienceIndex {
  return new AudienceIndex({ shardCount, openShard: () => openLocalShard({ maxBytes: 2 ** 28 }) })
}

/** A process that begins: an empty index, and what is on disk. */
function start(shardCount?: number) {
  const index = openIndex(shardCount)
  const log = { warn: (_: string, data?: Record<string, unknown>) => reasons.push(data?.reason) }
  const checkpoint = new ProjectCheckpoint(path, log)
  return {
    index,
    checkpoint,
    follower: new ProjectFollower({ projectId, pool: test.database.pool, index, checkpoint }),
  }
}

/** A project of which everything is saved. */
async function save() {
  await write((transaction) => writeNastyContacts(transaction, ROWS, 0))
  await write((transaction) => addNastyEvents(transaction, ROWS, 0))
  const first = start()
  await first.follower.step()
  await first.follower.save(signal)
  return first
}

async function expectTruth(index: AudienceIndex) {
  const columns = columnsOf(await listFieldDefinitions(test.database, projectId))
  const plain = openIndex()
  const questions = await loadPlainly(plain, { database: test.database, projectId, columns })
  expect(await everyAnswer(index, projectId, questions)).toEqual(await everyAnswer(plain, projectId, questions))
}

async function change(salt: number) {
  await write((transaction) => writeNastyContacts(transaction, [3, 4, 65_536, 70_000 + salt], salt))
  await write((transaction) => addNastyEvents(transaction, [4, 5, 70_000 + salt], salt))
  await write(async (transaction) => {
    const gone = [10 + salt, 65_540]
    await transaction.query('update contacts set deleted_at = now() where project_id = $1 and row_no = any($2)', [
      projectId,
      gone,
    ])
    transaction.touch(gone)
  })
}

describe('a checkpoint', () => {
  it('is what the next start begins with, and what changed since is added', async () => {
    await save()
    await change(1)
    await change(2)
    const next = start()
    await next.follower.step()
    await expectTruth(next.index)
    await change(3)
    await next.follower.step()
    await expectTruth(next.index)
    expect(reasons).toEqual([])
  })

  it('is really used: what only the checkpoint can know is there', async () => {
    await save()
    // Behind the back of the change feed.
    await test.database.query('delete from contacts where project_id = $1', [projectId])
    const next = start()
    await next.follower.step()
    expect(await next.index.count(projectId, { is: 'constant', value: true })).toBe(ROWS.length)
  })

  it('is right, too, when it was made while things changed', async () => {
    const first = await save()
    for (let salt = 1; salt < 6; salt++) {
      const saving = first.follower.save(signal)
      await change(salt)
      await first.follower.step()
      await saving
      await change(salt + 10)
      const next = start()
      await next.follower.step()
      await expectTruth(next.index)
      await first.follower.step()
    }
    expect(reasons).toEqual([])
  })

  it('knows bulk changes that waited, and shows all of them', async () => {
    const first = await save()
    for (const salt of [1, 2]) {
      await write((transaction) => writeNastyContacts(transaction, [100 + salt], salt), true)
    }
    await write((transaction) => writeNastyContacts(transaction, [7], 5))
    await first.follower.step()
    expect(first.follower.backlog.length).toBe(2)
    await first.follower.save(signal)
    const next = start()
    await next.follower.step()
    expect(next.follower.backlog).toEqual([])
    await expectTruth(next.index)
    expect(reasons).toEqual([])
  })

  it('holds fields that came and does without those that went', async () => {
    await save()
    await write(async (transaction) => {
      await transaction.query(`delete from custom_fields where project_id = $1 and key = 'city'`, [projectId])
      await transaction.query(
        `insert into custom_fields (project_id, key, name, type) values ($1, 'gone', 'g', 'text')`,
        [projectId],
      )
      await writeNastyContacts(transaction, ROWS, 4)
      transaction.touchDefinitions()
    })
    const next = start()
    await next.follower.step()
    await expectTruth(next.index)
    expect(reasons).toEqual([])
  })
})

describe('a checkpoint that is of no use', () => {
  const expectIgnored = async (reason: string, shardCount?: number) => {
    const next = start(shardCount)
    await next.follower.step()
    await expectTruth(next.index)
    expect(reasons).toEqual([expect.stringContaining(reason)])
  }

  it('is ignored when it is damaged anywhere', async () => {
    await save()
    const whole = await readFile(path)
    for (let i = 0; i < 25; i++) {
      reasons = []
      const damaged = Buffer.from(whole)
      damaged[Math.floor((i * whole.length) / 25)] ^= 0x40
      await writeFile(path, damaged)
      const next = start()
      await next.follower.step()
      expect(await next.index.count(projectId, { is: 'constant', value: true })).toBe(ROWS.length)
      expect(reasons).toEqual([expect.stringMatching(/damaged|ends too early|not in the format/)])
    }
    await writeFile(path, whole.subarray(0, whole.length / 2))
    reasons = []
    await expectIgnored('ends too early')
  })

  it('is ignored when it was made for another number of threads', async () => {
    await save()
    await expectIgnored('for 2 threads and there are 3', 3)
  })

  it('is ignored when the database is another one', async () => {
    await save()
    await test.database.query('update projects set public_id = uuidv7() where id = $1', [projectId])
    await expectIgnored('of another database')
  })

  it('is ignored when it was written by another version', async () => {
    await save()
    const text = await readFile(path, 'latin1')
    await writeFile(path, text.replace('rollcall index 1', 'rollcall index 0'), 'latin1')
    await expectIgnored('not in the format of this version')
  })

  it('is ignored when a field has another type since', async () => {
    await save()
    await write(async (transaction) => {
      await transaction.query(`update custom_fields set type = 'number' where project_id = $1 and key = 'never'`, [
        projectId,
      ])
      transaction.touchDefinitions()
    })
    await expectIgnored('a field has another type')
  })

  it('is ignored when changes that it needs are gone, which are kept while it is the latest', async () => {
    const first = await save()
    const age = () =>
      test.database.query(`update changes set at = at - interval '2 hours' where project_id = $1`, [projectId])
    await change(1)
    await change(2)
    await age()
    await first.follower.step()
    await first.follower.prune(test.database, { keepsForCheckpoint: true })
    const next = start()
    await next.follower.step()
    await expectTruth(next.index)
    expect(reasons).toEqual([])
    // Transactions of other tests hold up how far it may prune.
    const prune = async () => {
      await first.follower.step()
      await first.follower.prune(test.database, { keepsForCheckpoint: false })
      return test.database.query("select from changes where project_id = $1 and changed_by = 'pruned'", [projectId])
    }
    await until(prune, (pruned) => pruned.length > 0)
    await expectIgnored('no longer in the database')
  })

  it('is gone once it is deleted', async () => {
    const { checkpoint } = await save()
    await checkpoint.delete()
    await expect(readFile(path)).rejects.toThrow('ENOENT')
    const next = start()
    await next.follower.step()
    await expectTruth(next.index)
    expect(reasons).toEqual([])
  })
})
