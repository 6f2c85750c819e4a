import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../../../tests/support/create-database.ts'
import { describeSchema } from '../../../../tests/support/describe-schema.ts'
import { migrate } from './migrate.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createDatabase()
})
afterAll(() => test.drop())

it('is what schema.sql shows', async () => {
  await expect(await describeSchema(test.database)).toMatchFileSnapshot('../../schema.sql')
})

it('is made once: a second migration finds nothing to do', async () => {
  expect(await migrate(test.connectionString)).toEqual([])
})

it('is made once, also when two processes start together', async () => {
  await test.database.query('drop schema public cascade')
  await test.database.query('create schema public')
  const applied = await Promise.all([migrate(test.connectionString), migrate(test.connectionString)])
  expect(applied.flat()).toEqual([
    '0001_record.sql',
    '0002_engagement.sql',
    '0003_live.sql',
    '0004_shape.sql',
    '0006_audit.sql',
  ])
})

it('refuses a database that a newer version has changed', async () => {
  await test.database.query("insert into migrations (name, checksum) values ('9999_future.sql', '')")
  await expect(migrate(test.connectionString)).rejects.toThrow('Start a newer Rollcall')
})

it('has the project in the key of every table that belongs to one', async () => {
  const loose = await test.database.query(
    `select t.relname from pg_class t
       join pg_attribute a on a.attrelid = t.oid and a.attname = 'project_id'
       left join pg_index i on i.indrelid = t.oid and i.indisprimary
     where t.relkind in ('r', 'p') and not t.relispartition and a.attnum <> all (coalesce(i.indkey, '0'::int2vector)::int2[])`,
  )
  // A one-time link is found by its token alone; the project is what it opens.
  expect(loose.map((table) => table.relname)).toEqual(['owner_links'])
})

it('has the project in every foreign key that points to a table of a project', async () => {
  const loose = await test.database.query(
    `select c.conrelid::regclass::text as from, c.confrelid::regclass::text as to from pg_constraint c
       join pg_attribute target on target.attrelid = c.confrelid and target.attname = 'project_id'
     where c.contype = 'f' and target.attnum <> all (c.confkey)`,
  )
  expect(loose).toEqual([])
})
