import { AudienceIndex, openLocalShard } from '@rollcall/engine'
import { type ColumnDefinition, columnsOf } from '@rollcall/filters'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../../../tests/support/create-database.ts'
import { listFieldDefinitions } from '../store/catalog.ts'
import { everyAnswer, loadPlainly } from './fixtures/every-answer.ts'
import { addNastyEvents, insertNastyProject, writeNastyContacts } from './fixtures/nasty-project.ts'
import { loadProject } from './load-project.ts'
import { ProjectFollower } from './project-follower.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createDatabase()
})
afterAll(() => test.drop())

function openIndex(): AudienceIndex {
  return new AudienceIndex({ shardCount: 2, openShard: () => openLocalShard({ maxBytes: 2 ** 28 }) })
}

async function loadInThreads(index: AudienceIndex, projectId: number, columns: ColumnDefinition[]) {
  const { pool } = test.database
  const client = await pool.connect()
  await client.query('begin transaction isolation level repeatable read read only')
  const record = { client, query: async (text: string, values?: unknown[]) => (await client.query(text, values)).rows }
  const isStopped = () => false
  const { connectionString } = test
  await loadProject(record, { index, projectId, columns, connectionString, isStopped, loaders: 2 })
  await client.query('commit')
  client.release()
}

it('reads the same at once, in threads, change by change, and as plain rows would say', async () => {
  const { database } = test
  const projectId = await insertNastyProject(database)
  const rowNos = [...Array.from({ length: 120 }, (_, rowNo) => rowNo), ...[8_191, 8_192, 65_535, 65_536, 140_000]]
  const grown = openIndex()
  const follower = new ProjectFollower({ projectId, pool: database.pool, index: grown })
  await follower.step()
  const write = (work: Parameters<typeof database.write>[1]) => database.write({ projectId, actor: 'test' }, work)
  for (const [salt, some] of [rowNos.slice(0, 1), rowNos, rowNos.slice(20, 60), rowNos.slice(100)].entries()) {
    await write((transaction) => writeNastyContacts(transaction, some, salt))
    await write((transaction) => addNastyEvents(transaction, some, salt))
    await follower.step()
  }
  await write(async (transaction) => {
    await transaction.query('update contacts set deleted_at = now() where project_id = $1 and row_no % 10 = 4', [
      projectId,
    ])
    await transaction.query('delete from contacts where project_id = $1 and row_no = 65535', [projectId])
    transaction.touch(rowNos)
  })
  await follower.step()

  const columns = columnsOf(await listFieldDefinitions(database, projectId))
  const [plain, loaded] = [openIndex(), openIndex()]
  const questions = await loadPlainly(plain, { database, projectId, columns })
  await new ProjectFollower({ projectId, pool: database.pool, index: loaded }).step()
  const expected = await everyAnswer(plain, projectId, questions)
  expect(questions.length).toBeGreaterThan(300)
  expect(Object.values(expected).filter((rows) => rows.length > 0).length).toBeGreaterThan(290)
  expect(await everyAnswer(loaded, projectId, questions)).toEqual(expected)
  const threaded = openIndex()
  await loadInThreads(threaded, projectId, columns)
  expect(await everyAnswer(threaded, projectId, questions)).toEqual(expected)
  expect(await everyAnswer(grown, projectId, questions)).toEqual(expected)
})
