import { describe, expect, it } from 'vitest'
import { durationText, importMs, speedOf } from './speed.ts'

const counts = { total: 10_000, created: 10_000, updated: 0, unchanged: 0, skipped: 0, failed: 0 }
const run = { counts, bytesDone: 500, sizeBytes: 2_000, startedAt: '2026-01-01T00:00:00Z', finishedAt: null }
const after = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds))

describe('the speed of an import', () => {
  it('is known while it runs and afterwards', () => {
    expect(speedOf(run, after(2))).toEqual({ rowsPerSecond: 5_000, leftMs: 6_000 })
    expect(speedOf({ ...run, finishedAt: '2026-01-01T00:00:04Z' }, after(60))).toEqual({
      rowsPerSecond: 2_500,
      leftMs: undefined,
    })
  })

  it('is not guessed before there is anything to go by', () => {
    expect(speedOf({ ...run, startedAt: null }, after(2))).toEqual({ rowsPerSecond: 0, leftMs: undefined })
    expect(speedOf({ ...run, bytesDone: 0 }, after(2)).leftMs).toBeUndefined()
    expect(importMs({ ...run, startedAt: null }, after(2))).toBe(0)
  })

  it.each([
    [0, 'a moment'],
    [4_000, 'a moment'],
    [39_100, 'about 40 seconds'],
    [120_000, 'about 2 minutes'],
    [7_200_000, 'about 2 hours'],
  ])('%d ms is %s', (durationMs, expected) => {
    expect(durationText(durationMs)).toBe(expected)
  })
})
