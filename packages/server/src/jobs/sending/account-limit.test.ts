import { expect, it } from 'vitest'
import { findAccountLimit } from './account-limit.ts'

const NONE = { perSecond: null, perHour: null, perDay: null }

it.each([
  [undefined, undefined],
  [NONE, undefined],
  [{ ...NONE, perSecond: 14 }, 'second'],
  [{ ...NONE, perSecond: 14, perDay: 50_000 }, 'day'],
  [{ perSecond: 1, perHour: 7_200, perDay: 200_000 }, 'second'],
  [{ perSecond: 10, perHour: 60, perDay: 5_000 }, 'hour'],
])('of an account with %j holds the slowest: a %s', (limits, unit) => {
  expect(findAccountLimit(limits)?.unit).toBe(unit)
})

it('leaves as much time between messages as the unit has for each', () => {
  expect(findAccountLimit({ ...NONE, perDay: 24 })).toEqual({ most: 24, unit: 'day', intervalMs: 3_600_000 })
})
