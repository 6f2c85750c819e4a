import { describe, expect, it } from 'vitest'
import { paceOf, withSample } from './pace-of.ts'

describe('the pace of a campaign', () => {
  it('is people a second over the last half minute, and what that means for the rest', () => {
    const samples = [
      { atMs: 0, left: 100_000 },
      { atMs: 10_000, left: 3_000 },
      { atMs: 40_000, left: 1_500 },
    ].reduce(withSample, [])
    expect(paceOf(samples)).toEqual({ perSecond: 50, leftMs: 30_000 })
  })

  it('is not told too early, nor while nothing moves', () => {
    expect(paceOf([])).toBeUndefined()
    expect(
      paceOf([
        { atMs: 0, left: 5 },
        { atMs: 1_000, left: 4 },
      ]),
    ).toBeUndefined()
    expect(
      paceOf([
        { atMs: 0, left: 5 },
        { atMs: 9_000, left: 5 },
      ]),
    ).toBeUndefined()
  })

  it('looks further back where little leaves, and is none after a minute of nothing', () => {
    const slow = [0, 100, 200, 300].map((second, place) => ({ atMs: second * 1_000, left: 10 - place }))
    expect(paceOf(slow.reduce(withSample, []))).toMatchObject({ perSecond: 0.01 })
    const still = [0, 61].map((second) => ({ atMs: second * 1_000, left: 10 }))
    expect(paceOf(still)).toMatchObject({ perSecond: 0 })
  })
})
