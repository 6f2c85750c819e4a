import { expect, it } from 'vitest'
import { barsOf, pathOf } from './growth-chart.tsx'

it.each<[number[], string]>([
  [[5], 'M 0 60 V 60 H 600'],
  [[5, 5], 'M 0 60 V 60 H 300 V 60 H 600'],
  [[0, 10], 'M 0 118 V 118 H 300 V 2 H 600'],
  [[10, 0, 5], 'M 0 2 V 2 H 200 V 118 H 400 V 60 H 600'],
])('a segment of %j is drawn as %s', (sizes, path) => {
  expect(pathOf(sizes)).toBe(path)
})

it.each<[number[], string]>([
  [[0, 1], 'M 430 28 v -27 h 40 v 27 Z'],
  [[-1, 0.001, Number.NaN], 'M 80 28 v 27 h 40 v -27 Z M 280 28 v -1 h 40 v 1 Z'],
])('shares %j are drawn as the bars %s', (shares, path) => {
  expect(barsOf(shares)).toBe(path)
})
