import { expect, it } from 'vitest'
import { pointsOf } from './sparkline.tsx'

it.each<[number[], string]>([
  [[5, 5], '3,11 93,11'],
  [[0, 10, 5], '3,19 48,3 93,11'],
  [[3, 2, 1, 0], '3,3 33,8.3 63,13.7 93,19'],
])('sizes %j are drawn through %s', (sizes, drawn) => {
  expect(
    pointsOf(sizes)
      .map((point) => point.join())
      .join(' '),
  ).toBe(drawn)
})
