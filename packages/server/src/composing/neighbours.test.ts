import { RowBitmap } from '@rollcall/engine'
import { describe, expect, it } from 'vitest'
import { neighboursIn } from './neighbours.ts'

const members = RowBitmap.of([0, 5, 6, 1_000, 70_000, 900_000])

describe('neighboursIn', () => {
  it.each<[number, number | undefined, number | undefined]>([
    [0, 5, undefined],
    [5, 6, 0],
    [6, 1_000, 5],
    [7, 1_000, 6],
    [70_000, 900_000, 1_000],
    [900_000, undefined, 70_000],
    [2_000_000, undefined, 900_000],
  ])('finds who stands beside row %i', (rowNo, newer, older) => {
    expect(neighboursIn(members, rowNo)).toEqual({ newer, older })
  })

  it('finds nobody in an empty set', () => {
    expect(neighboursIn(RowBitmap.of([]), 9)).toEqual({ newer: undefined, older: undefined })
  })
})
