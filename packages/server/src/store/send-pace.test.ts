import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase } from '../../../../tests/support/create-database.ts'
import { reserveMoments } from './send-pace.ts'

let created: Awaited<ReturnType<typeof createDatabase>>
beforeAll(async () => {
  created = await createDatabase()
})
afterAll(() => created.drop())

const now = new Date('2026-03-01T09:30:00Z')
const after = (ms: number) => new Date(now.getTime() + ms)

it('gives each moment to one asker only, and none of the past', async () => {
  const reserve = (count: number, at = now) =>
    reserveMoments(created.database, 'a', { count, intervalMs: 250, now: at })
  const firsts = await Promise.all(Array.from({ length: 40 }, () => reserve(3)))
  const moments = firsts.flatMap((first) => [0, 1, 2].map((place) => first.getTime() + place * 250))
  expect(moments.sort((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, place) => now.getTime() + place * 250))
  expect(await reserve(1, after(60_000))).toEqual(after(60_000))
  expect(await reserve(1, after(60_000))).toEqual(after(60_250))
  expect(await reserveMoments(created.database, 'b', { count: 1, intervalMs: 250, now })).toEqual(now)
})
