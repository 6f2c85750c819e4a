import { describe, expect, it } from 'vitest'
import { toNextDown, toNextUp } from './next-double.ts'

const pairs = [
  [0, Number.MIN_VALUE],
  [-0, Number.MIN_VALUE],
  [-Number.MIN_VALUE, 0],
  [1, 1 + Number.EPSILON],
  [-1, -1 + Number.EPSILON / 2],
  [2 ** 53, 2 ** 53 + 2],
  [Number.MAX_VALUE, Number.POSITIVE_INFINITY],
  [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  [Number.NaN, Number.NaN],
]

describe('the next double', () => {
  it.each(pairs)('after %d is %d, and the same mirrored', (value, next) => {
    expect(toNextUp(value) + 0).toBe(next)
    expect(toNextDown(-value) + 0).toBe(-next + 0)
  })
})
