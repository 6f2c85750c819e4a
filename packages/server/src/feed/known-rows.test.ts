import { expect, it } from 'vitest'
import { KnownRows } from './known-rows.ts'

it('knows what was added and not taken away, however large the numbers', () => {
  const rows = new KnownRows()
  const added = [0, 31, 32, 65_535, 65_536, 5_000_000]
  for (const rowNo of added) rows.add(rowNo)
  rows.delete(32)
  rows.delete(900_000_000)
  expect([0, 1, 31, 32, 33, 65_535, 65_536, 5_000_000, 6_000_000].filter((rowNo) => rows.has(rowNo))).toEqual([
    0, 31, 65_535, 65_536, 5_000_000,
  ])
})
