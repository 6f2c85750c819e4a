import { expect, it } from 'vitest'
import { withSizes } from './with-sizes.ts'

const list = [
  { id: 'a', name: 'A', count: 1 },
  { id: 'b', name: 'B', count: 2 },
]

it('puts new sizes into a list and into a single segment', () => {
  expect(withSizes(list, { b: 5, c: 9 })).toEqual([list[0], { id: 'b', name: 'B', count: 5 }])
  expect(withSizes(list[0], { a: 0 })).toEqual({ id: 'a', name: 'A', count: 0 })
})

it('leaves the very same answer where nothing changed, where a segment is gone, and where there are no sizes', () => {
  for (const answer of [list, list[0], { data: [] }, null, 'text', [{ id: 7, count: 'x' }]]) {
    expect(withSizes(answer, { a: 1, b: null })).toBe(answer)
  }
})
