import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../../../tests/support/create-database.ts'
import { insertProject } from './projects.ts'
import { leaseRowNos } from './row-numbers.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createDatabase()
})
afterAll(() => test.drop())

async function openProject() {
  const id = await insertProject(test.database, 'Numbers')
  const readNext = async () => {
    const [row] = await test.database.query<{ next: number }>(
      'select next_row_no as next from projects where id = $1',
      [id],
    )
    return row.next
  }
  return { lease: (count: number) => leaseRowNos(test.database, id, count), readNext }
}

describe('leaseRowNos', () => {
  it('takes what was given back before it takes more, and never a number twice', async () => {
    const { lease, readNext } = await openProject()
    const [first, second] = [await lease(20), await lease(20)]
    const start = first.next()
    expect([first.next(), second.next()]).toEqual([start + 1, start + 20])
    first.release()
    second.release()
    const next = await readNext()
    const [third, fourth] = [await lease(18), await lease(5)]
    expect([third.next(), fourth.next(), await readNext()]).toEqual([start + 2, start + 21, next])
    expect((await lease(100)).next()).toBe(next)
  })

  it('lets numbers go that are far behind those of newer contacts', async () => {
    const { lease, readNext } = await openProject()
    const early = await lease(20)
    await lease(20_000)
    early.release()
    const next = await readNext()
    expect((await lease(20)).next()).toBe(next)
  })
})
