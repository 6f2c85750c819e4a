import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../../../tests/support/create-database.ts'

let test: TestDatabase
let projectId: number
beforeAll(async () => {
  test = await createDatabase()
  const [{ id }] = await test.database.query<{ id: number }>("insert into projects (name) values ('x') returning id")
  projectId = id
})
afterAll(() => test.drop())

const write = <Result>(work: Parameters<typeof test.database.write<Result>>[1]) =>
  test.database.write({ projectId, actor: 'test' }, work)

it('fails the write whose connection is cut, and goes on with the next', async () => {
  const cut = write(async (transaction) => {
    const [{ pid }] = await transaction.query<{ pid: number }>('select pg_backend_pid() as pid')
    await test.database.query('select pg_terminate_backend($1)', [pid])
    await transaction.query('select pg_sleep(5)')
  })
  await expect(cut).rejects.toThrow(/terminat|connection error/)
  expect((await write((transaction) => transaction.query('select 1 as one'))).result).toEqual([{ one: 1 }])
})

it('runs a write again that met a deadlock', async () => {
  await test.database.query('create table two (n int primary key, v int)')
  await test.database.query('insert into two values (1, 0), (2, 0)')
  const barrier = Promise.withResolvers<void>()
  let met = 0
  const add = (first: number, second: number) =>
    write(async (transaction) => {
      await transaction.query('update two set v = v + 1 where n = $1', [first])
      met += 1
      if (met === 2) barrier.resolve()
      await barrier.promise
      await transaction.query('update two set v = v + 1 where n = $1', [second])
    })
  await Promise.all([add(1, 2), add(2, 1)])
  expect(await test.database.query('select v from two order by n')).toEqual([{ v: 2 }, { v: 2 }])
})

it('answers with no position when nothing was written', async () => {
  expect((await write((transaction) => transaction.query('select 1'))).position).toBeNull()
})

it('keeps what it touched in pieces of 10,000, once each', async () => {
  await write(async (transaction) => {
    transaction.touch(Array.from({ length: 25_000 }, (_, place) => place))
    transaction.touch([5, 6, 7])
  })
  const changes = await test.database.query<{ size: number }>(
    'select cardinality(rows) as size from changes where project_id = $1 order by id',
    [projectId],
  )
  expect(changes.map(({ size }) => size)).toEqual([10_000, 10_000, 5_000])
})
