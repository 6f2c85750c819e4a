import { describe, expect, it } from 'vitest'
import { Chance } from './chance.ts'
import { sizeHistory } from './size-history.ts'

const AT = new Date('2026-11-21T09:30:00Z')

describe('the past of a demo segment', () => {
  it.each([1, 2, 3, 48, 700, 23_794])('of %i people grows to just as many, never below none', (count) => {
    for (let seed = 1; seed < 40; seed += 1) {
      const steps = sizeHistory(new Chance(seed), { segmentId: 'a', at: AT, count })
      const past = steps.filter(({ at }) => at < AT)
      expect(past).toHaveLength(steps.length - 1)
      const sizes = past.map((_, place) =>
        past.slice(0, place + 1).reduce((size, { entered, left }) => size + entered - left, 0),
      )
      expect(sizes.at(-1)).toBe(count)
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(0)
      expect(Math.min(...past.flatMap(({ entered, left }) => [entered, left]))).toBeGreaterThanOrEqual(0)
      // When it is found all at once, that is no growth any more.
      expect(steps.at(-1)).toEqual({ segmentId: 'a', at: AT, entered: -count, left: 0 })
    }
  })
})
