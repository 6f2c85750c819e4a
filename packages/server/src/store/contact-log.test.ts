import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../../../tests/support/create-database.ts'
import { deleteOldChanges } from './contact-log.ts'

let test: TestDatabase
const sql = <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
  test.database.query<Row>(text, values)

beforeAll(async () => {
  test = await createDatabase()
})
afterAll(() => test.drop())

it('forgets what was changed more than two years ago, of every project, however much that is', async () => {
  const now = new Date('2026-03-01T12:00:00Z')
  const projects = await sql<{ id: number }>(`insert into projects (name) values ('Shop'), ('Club') returning id`)
  const ids = projects.map(({ id }) => id)
  await sql('insert into contacts (project_id, row_no, email) select id, 0, $2 from unnest($1::int[]) id', [
    ids,
    'ada@example.org',
  ])
  // 12,001 of each up to two years and a second ago; then one exactly that old, and one of today.
  await sql(
    `insert into contact_log (project_id, row_no, change, changes, at, changed_by)
     select id, 0, 'changed', '{}', $2::timestamptz - interval '730 days 1 second' - (12000 - n) * interval '1 minute', 'system'
     from unnest($1::int[]) id, generate_series(0, 12000) n order by n`,
    [ids, now],
  )
  await sql(
    `insert into contact_log (project_id, row_no, change, at, changed_by)
     select id, 0, 'deleted', $2::timestamptz - days * interval '1 day', 'system' from unnest($1::int[]) id, unnest(array[730, 0]) days`,
    [ids, now],
  )
  await deleteOldChanges(test.database, now)
  const left = await sql<{ project_id: number; count: number }>(
    'select project_id, count(*)::int as count from contact_log group by 1 order by 1',
  )
  expect(left).toEqual(ids.map((id) => ({ project_id: id, count: 2 })))
})
