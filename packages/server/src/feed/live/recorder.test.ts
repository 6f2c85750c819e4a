import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../../../../tests/support/create-database.ts'
import type { Queryable } from '../../store/database.ts'
import { takeEpoch } from '../../store/live-cursors.ts'
import type { NewTransition } from '../../store/segment-transitions.ts'
import { Recorder } from './recorder.ts'
import { toTransition } from './to-transitions.ts'

const SEGMENT = '01900000-0000-7000-8000-000000000000'
const AT = new Date('2026-03-01T09:00:00Z')

let test: TestDatabase
let projectId: number
let warnings: string[]
beforeAll(async () => {
  test = await createDatabase()
})
afterAll(() => test.drop())
beforeEach(async () => {
  const [{ id }] = await test.database.query<{ id: number }>("insert into projects (name) values ('test') returning id")
  projectId = id
  warnings = []
})

async function open(record: Queryable = test.database): Promise<Recorder> {
  const cursor = await takeEpoch(test.database, projectId)
  return new Recorder({ projectId, record, cursor, log: { warn: (message) => warnings.push(message) } })
}

const position = { cluster: 'here', snapshot: '10:20:', waiting: [], evaluatedAt: AT }
const entered = (...rowNos: number[]): NewTransition =>
  toTransition('entered', rowNos, {
    occasion: { segmentId: SEGMENT, version: 1, at: AT },
    reason: { cause: 'change', actor: 'test', xid: '15' },
  })
const add = (recorder: Recorder, ...rowNos: number[]) =>
  recorder.add({ position, transitions: rowNos.map((rowNo) => entered(rowNo)), bases: [] })

const written = async () => {
  const rows = await test.database.query<{ rowNos: number[] }>(
    'select row_nos as "rowNos" from segment_transitions where project_id = $1 order by id',
    [projectId],
  )
  return rows.flatMap(({ rowNos }) => rowNos)
}

/** Does what is asked and loses the answer, the first `times`. */
function losingAnswers(times: number): Queryable {
  let left = times
  return {
    async query(text, values) {
      const rows = await test.database.query(text, values)
      if (!text.includes('update live_cursors')) return rows as never
      left -= 1
      if (left >= 0) throw new Error('the connection was lost')
      return rows as never
    },
  }
}

it('writes everything in order, however it was gathered', async () => {
  const recorder = await open()
  for (let n = 0; n < 3_000; n += 3) add(recorder, n, n + 1, n + 2)
  await recorder.flushed()
  expect(await written()).toEqual(Array.from({ length: 3_000 }, (_, n) => n))
  expect(recorder.snapshot).toBe('10:20:')
})

it('writes nothing twice when the answer to a commit was lost', async () => {
  const recorder = await open(losingAnswers(2))
  add(recorder, 1)
  add(recorder, 2)
  add(recorder, 3)
  await recorder.flushed()
  expect([await written(), recorder.isLost, warnings.length]).toEqual([[1, 2, 3], false, 1])
})

it('writes nothing once another process has taken over', async () => {
  const before = await open()
  add(before, 1)
  await before.flushed()
  const after = await open()
  add(before, 2)
  add(after, 3)
  await Promise.all([before.flushed(), after.flushed()])
  expect([await written(), before.isLost, after.isLost]).toEqual([[1, 3], true, false])
  expect(warnings).toEqual(['Another process records who comes and goes now; this one only reads.'])
})

it('keeps in a base just what is beside it and before', async () => {
  const recorder = await open()
  add(recorder, 1)
  const base = { segmentId: SEGMENT, version: 1, since: AT, members: Buffer.from([]) }
  recorder.add({ position, transitions: [entered(2)], bases: [base] })
  add(recorder, 3)
  await recorder.flushed()
  const [{ later }] = await test.database.query<{ later: number[] }>(
    `select array_agg(t.row_nos[1]) as later from segment_memberships m
     join segment_transitions t on t.project_id = m.project_id and t.id > m.transition where m.project_id = $1`,
    [projectId],
  )
  expect(later).toEqual([3])
})
