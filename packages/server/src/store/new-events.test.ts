import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../../../tests/support/create-database.ts'
import { listChangesSince, readRecordState } from './changes.ts'
import type { Database, Queryable } from './database.ts'
import { ensureEventMonths, insertEvents, type NewEvent } from './events.ts'
import { readNewEvents } from './new-events.ts'
import { insertProject } from './projects.ts'

const NOW = new Date('2026-03-01T10:00:00Z')
const CONTACTS = 50

let test: TestDatabase
let projectId: number
beforeAll(async () => {
  test = await createDatabase()
  projectId = await insertProject(test.database, 'Events')
  await test.database.query('insert into contacts (project_id, row_no) select $1, n from generate_series(0, $2) n', [
    projectId,
    CONTACTS,
  ])
})
afterAll(() => test.drop())

function event(rowNo: number, name: string): NewEvent {
  const at = NOW.getTime() / 1000 - rowNo * 86_400
  return {
    rowNo,
    at,
    name,
    campaignId: null,
    isMachine: false,
    isTransactional: false,
    link: null,
    properties: null,
    key: null,
  }
}

/** Reads what became visible since the last time, as the audience index does. */
function openReader(database: Database) {
  let since: string | undefined
  return async () => {
    const client = await database.pool.connect()
    const record: Queryable = { query: async (text, values) => (await client.query(text, values)).rows }
    try {
      await record.query('begin isolation level repeatable read read only')
      const { snapshot } = await readRecordState(record)
      const changes = since === undefined ? [] : await listChangesSince(record, projectId, since)
      since = snapshot
      const events = await readNewEvents(
        record,
        projectId,
        changes.flatMap((change) => change.events ?? []),
      )
      await record.query('commit')
      return events
    } finally {
      client.release()
    }
  }
}

it('gives every event exactly once, whoever writes at the same time and however long they take', async () => {
  const { database } = test
  const read = openReader(database)
  await read()
  const batches = Array.from({ length: 24 }, (_, batch) =>
    Array.from({ length: 150 }, (_, place) => event(place % CONTACTS, `batch ${batch} event ${place}`)),
  )
  await ensureEventMonths(
    database,
    batches.flat().map(({ at }) => at),
  )
  const seen: string[] = []
  let isOver = false
  const reading = (async () => {
    while (!isOver) for (const { name } of await read()) seen.push(name)
  })()
  await Promise.all(
    batches.map((batch, number) =>
      database.write({ projectId, actor: `writer ${number}` }, async (transaction) => {
        await insertEvents(transaction, batch.slice(0, 75), NOW)
        // Others begin, write and commit in between.
        await transaction.query('select pg_sleep($1)', [(number % 5) / 100])
        await insertEvents(transaction, batch.slice(75), NOW)
      }),
    ),
  )
  isOver = true
  await reading
  for (const { name } of await read()) seen.push(name)
  expect(seen.sort()).toEqual(
    batches
      .flat()
      .map(({ name }) => name)
      .sort(),
  )
})

it('gives nothing of what was rolled back, and says who wrote', async () => {
  const read = openReader(test.database)
  await read()
  const failing = test.database.write({ projectId, actor: 'system' }, async (transaction) => {
    await insertEvents(transaction, [event(1, 'never')], NOW)
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  await test.database.write({ projectId, actor: 'key:one' }, (transaction) =>
    insertEvents(transaction, [event(2, 'second'), event(1, 'first')], NOW),
  )
  // Somebody who knows nothing of the feed, such as the sender of campaigns.
  await test.database.query(`insert into events (project_id, row_no, at, name) values ($1, 3, $2, 'bare')`, [
    projectId,
    NOW,
  ])
  const events = await read()
  expect(events.map(({ name, rowNo }) => [name, rowNo])).toEqual([
    ['second', 2],
    ['first', 1],
    ['bare', 3],
  ])
  expect(events[0]).toMatchObject({ at: NOW.getTime() / 1000 - 2 * 86_400, machine: false, properties: null })
  const actors = await test.database.query(
    `select changed_by from changes where kind = 'events' order by xid desc, id desc limit 2`,
  )
  expect(actors.map(({ changed_by }) => changed_by)).toEqual(['system', 'key:one'])
})

it('refuses events of nobody, and loses those of whoever is erased', async () => {
  const nobody = test.database.write({ projectId, actor: 'system' }, (transaction) =>
    insertEvents(transaction, [event(CONTACTS + 1, 'nobody')], NOW),
  )
  await expect(nobody).rejects.toThrow('a contact does not exist')
  await test.database.query('delete from contacts where project_id = $1 and row_no = 2', [projectId])
  const left = await test.database.query('select distinct row_no from events where row_no in (1, 2)')
  expect(left).toEqual([{ row_no: 1 }])
})

it('keeps the early years in one partition', async () => {
  const years = Array.from({ length: 50 }, (_, year) => Date.UTC(1970 + year, 5, 1) / 1000)
  await ensureEventMonths(test.database, [...years, Date.UTC(2020, 0, 1) / 1000])
  await ensureEventMonths(test.database, years)
  const partitions = await test.database.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'events'::regclass order by 1`,
  )
  const early = partitions.filter(({ name }) => name < 'events_2021' || !/\d/.test(name))
  expect(early.map(({ name }) => name)).toEqual(['events_202001', 'events_early'])
})
