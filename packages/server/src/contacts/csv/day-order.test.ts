import { describe, expect, it } from 'vitest'
import { findDayOrder, toIsoDate } from './day-order.ts'

describe('the order of day and month', () => {
  it.each([
    [['31/12/2026', '1/2/2026'], 'day-first'],
    [['12.31.2026', ''], 'month-first'],
    [['03/04/2026', '5-6-2026'], 'either'],
    [['31/12/2026', '12/31/2026'], null],
    [['31/12/2026', 'soon'], null],
    [['2026-12-31'], null],
    [['1/2/26'], null],
    [['', ' '], null],
  ])('of %j is %j', (cells, expected) => {
    expect(findDayOrder(cells)).toBe(expected)
  })

  it.each([
    ['31/12/2026', 'day-first', '2026-12-31'],
    ['1.2.2026', 'day-first', '2026-02-01'],
    ['1.2.2026', 'month-first', '2026-01-02'],
    ['1.2/2026', 'day-first', '1.2/2026'],
    ['2026-02-01', 'day-first', '2026-02-01'],
    ['soon', 'month-first', 'soon'],
  ] as const)('reads %s, %s, as %s', (cell, order, expected) => {
    expect(toIsoDate(cell, order)).toBe(expected)
  })
})
