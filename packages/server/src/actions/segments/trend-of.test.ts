import { describe, expect, it } from 'vitest'
import { trendOf } from './trend-of.ts'

const now = new Date('2026-03-10T12:00:00Z')
const about = { count: 100, now, timezone: 'UTC' }
const day = (date: string, entered: number, left: number) => ({ day: `${date}T00:00:00+00:00`, entered, left })
const recorded = {
  segmentId: 's',
  since: new Date('2026-03-07T09:00:00Z'),
  begunWith: 90,
  begunAt: new Date('2026-03-07T09:00:00Z'),
}

describe('a trend', () => {
  it('goes back from the count, through days without a change, to where recording began', () => {
    const days = [day('2026-03-07', 95, 1), day('2026-03-09', 10, 2), day('2026-03-10', 1, 3)]
    expect(trendOf({ ...recorded, days }, about)).toEqual({ sizes: [94, 94, 102, 100], entered: 16, left: 6 })
  })

  it('has no more than 30 days, and grows by the last seven of them', () => {
    const since = new Date('2025-01-01T00:00:00Z')
    const days = [day('2026-02-20', 50, 0), day('2026-03-03', 7, 0), day('2026-03-04', 5, 1)]
    const trend = trendOf({ ...recorded, since, begunAt: since, days }, about)
    expect(trend.sizes).toHaveLength(30)
    expect([trend.sizes[0], trend.sizes.at(-7), trend.entered, trend.left]).toEqual([39, 100, 5, 1])
  })

  it('is today alone where nothing is recorded', () => {
    const nothing = { segmentId: 's', since: null, begunWith: 0, begunAt: null, days: [] }
    expect(trendOf(nothing, about)).toEqual({ sizes: [100], entered: 0, left: 0 })
  })

  it('takes the days of the zone', () => {
    const jakarta = { ...about, timezone: 'Asia/Jakarta', now: new Date('2026-03-10T18:00:00Z') }
    const days = [{ day: '2026-03-10T17:00:00+00:00', entered: 4, left: 0 }]
    expect(trendOf({ ...recorded, since: new Date('2026-03-10T01:00:00Z'), begunAt: null, days }, jakarta)).toEqual({
      sizes: [96, 100],
      entered: 4,
      left: 0,
    })
  })
})
