import { expect, it } from 'vitest'
import { pathOf } from './growth-chart.tsx'

it.each<[number[], string]>([
  [[5], 'M 0 60 V 60 H 600'],
  [[5, 5], 'M 0 60 V 60 H 300 V 60 H 600'],
  [[0, 10], 'M 0 118 V 118 H 300 V 2 H 600'],
  [[10, 0, 5], 'M 0 2 V 2 H 200 V 118 H 400 V 60 H 600'],
])('a segment of %j is drawn as %s', (sizes, path) => {
  expect(pathOf(sizes)).toBe(path)
})
