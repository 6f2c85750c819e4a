import { expect, it } from 'vitest'
import { growthPoints, rangeOf } from './growth-points.ts'

// Midnights of Jakarta, from Thursday 26 February to Tuesday 3 March 2026.
const days = [25, 26, 27, 28, 29, 30].map((day, place) => ({
  at: new Date(Date.UTC(2026, 1, day, 17)).toISOString(),
  size: 10 + place,
  entered: 2,
  left: 1,
}))

// Recording began on that Thursday, so its week is as whole as can be known.
const began = { timezone: 'Asia/Jakarta', recordedSince: '2026-02-26T03:00:00.000Z' }

it('leaves out a week that the answer begins in the middle of, and shows as many as were asked for', () => {
  const earlier = { ...began, recordedSince: '2026-01-01T00:00:00.000Z' }
  const weeks = (steps: number, recorded = earlier) => growthPoints(days, { step: 'week', steps }, recorded)
  expect(weeks(2).map(({ at }) => at)).toEqual(['2026-03-01T17:00:00.000Z'])
  expect(weeks(1, began).map(({ at }) => at)).toEqual(['2026-03-01T17:00:00.000Z'])
  expect(growthPoints(days.slice(4), { step: 'week', steps: 2 }, earlier)).toHaveLength(1)
})

it('puts days together to weeks of the zone, which begin on Monday', () => {
  expect(growthPoints(days, { step: 'week', steps: 13 }, began)).toEqual([
    { at: '2026-02-25T17:00:00.000Z', size: 13, entered: 8, left: 4 },
    { at: '2026-03-01T17:00:00.000Z', size: 15, entered: 4, left: 2 },
  ])
})

it('puts days together to months of the zone', () => {
  expect(
    growthPoints(days, { step: 'month', steps: 12 }, began).map(({ at, size }) => [at.slice(0, 10), size]),
  ).toEqual([
    ['2026-02-25', 12],
    ['2026-02-28', 15],
  ])
  expect(growthPoints(days, { step: 'day', steps: 30 }, began)).toBe(days)
})

it('asks for as much as the steps need', () => {
  const now = new Date('2026-03-10T12:00:00Z')
  expect(rangeOf('hour', 48, now)).toEqual({ unit: 'hour', from: '2026-03-08T13:00:00.000Z' })
  expect(rangeOf('week', 2, now)).toEqual({ unit: 'day', from: '2026-02-24T12:00:00.000Z' })
})
