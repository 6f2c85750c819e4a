import { expect, it } from 'vitest'
import { barsOf } from './moves-plot.tsx'

it.each<[number[], string]>([
  [[0, 1], 'M 430 28 v -27 h 40 v 27 Z'],
  [[-1, 0.001, Number.NaN], 'M 80 28 v 27 h 40 v -27 Z M 280 28 v -1 h 40 v 1 Z'],
])('shares %j are drawn as the bars %s', (shares, path) => {
  expect(barsOf(shares)).toBe(path)
})
