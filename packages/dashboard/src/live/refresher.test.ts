import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createRefresher } from './refresher.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('asks soon, then at most once in its rest, and never misses the last change', () => {
  const asked: string[] = []
  const refresh = createRefresher((key) => asked.push(key))
  refresh('segments', 2_000)
  refresh('preview', 2_000)
  expect(asked).toEqual([])
  vi.advanceTimersByTime(300)
  expect(asked).toEqual(['segments', 'preview'])
  for (let step = 0; step < 4; step += 1) refresh('segments', 2_000)
  vi.advanceTimersByTime(1_999)
  expect(asked).toHaveLength(2)
  vi.advanceTimersByTime(1)
  expect(asked).toEqual(['segments', 'preview', 'segments'])
  vi.advanceTimersByTime(10_000)
  expect(asked).toHaveLength(3)
  refresh('segments', 2_000)
  vi.advanceTimersByTime(300)
  expect(asked).toHaveLength(4)
})
