import { describe, expect, it } from 'vitest'
import { daysWithAnniversary } from './anniversary.ts'
import { parseBirthday, parseDay, toDay } from './day.ts'

/** Whether a birthday comes round in so many days from a day on, perhaps for the n-th time. */
function comesRound(born: string, today: string, days: number, years?: number): boolean {
  const clock = { now: toDay(today) * 86_400 + 43_200, timezone: 'UTC' }
  const day = parseDay(born) ?? parseBirthday(born) ?? Number.NaN
  const spans = daysWithAnniversary({ days, ...(years !== undefined && { years }) }, clock)
  return spans.some(([from, to]) => day >= from && day <= to)
}

describe('daysWithAnniversary', () => {
  it.each<[born: string, today: string, days: number, expected: boolean]>([
    ['2000-02-29', '2026-02-28', 1, true],
    ['2000-02-29', '2026-02-27', 1, false],
    ['2000-02-29', '2026-03-01', 1, false],
    ['2000-02-29', '2028-02-28', 1, false],
    ['2000-02-29', '2028-02-29', 1, true],
    ['2001-02-28', '2028-02-28', 1, true],
    ['2001-02-28', '2028-02-29', 1, false],
    ['2001-03-01', '2028-02-29', 2, true],
    ['--02-29', '2026-02-28', 1, true],
    ['--02-29', '2028-02-28', 1, false],
    ['--12-31', '2026-12-30', 7, true],
    ['--01-05', '2026-12-30', 7, true],
    ['--01-06', '2026-12-30', 7, false],
    ['2026-02-11', '2026-02-11', 1, false],
    ['2027-02-11', '2026-02-11', 7, false],
    ['2026-02-11', '2026-02-11', 366, true],
    ['2026-02-12', '2026-02-11', 366, false],
    ['0001-02-11', '2026-02-11', 1, true],
  ])('born %s, on %s within %d days: %s', (born, today, days, expected) => {
    expect(comesRound(born, today, days)).toBe(expected)
  })

  it.each<[born: string, today: string, days: number, years: number, expected: boolean]>([
    ['2008-02-11', '2026-02-11', 1, 18, true],
    ['2008-02-11', '2026-02-11', 1, 17, false],
    ['2008-02-29', '2026-02-28', 1, 18, true],
    ['2009-01-02', '2026-12-30', 7, 18, true],
    ['--02-11', '2026-02-11', 1, 18, false],
    ['0001-02-11', '2026-02-11', 1, 2_025, true],
    ['0001-02-11', '2026-02-11', 1, 9_999, false],
  ])('born %s, on %s within %d days for the %d. time: %s', (born, today, days, years, expected) => {
    expect(comesRound(born, today, days, years)).toBe(expected)
  })
})
