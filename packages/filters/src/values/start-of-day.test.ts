import { describe, expect, it } from 'vitest'
import { FIRST_DAY, LAST_DAY, toDay } from './day.ts'
import { instantText } from './instant.ts'
import { startOfDay } from './start-of-day.ts'

describe('startOfDay', () => {
  it.each([
    ['2026-02-01', 'UTC', '2026-02-01T00:00:00Z', 'in UTC'],
    ['2026-07-01', 'Asia/Jakarta', '2026-06-30T17:00:00Z', 'east of it'],
    ['2026-07-01', 'Asia/Kathmandu', '2026-06-30T18:15:00Z', 'with a quarter of an hour'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z', 'on the day that clocks go forward'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00Z', 'after it'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00Z', 'on the day that clocks go back'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00Z', 'after it'],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z', 'where midnight is skipped'],
    ['2018-02-18', 'America/Sao_Paulo', '2018-02-18T03:00:00Z', 'where 23:00 of the day before came twice'],
    ['2010-11-07', 'America/St_Johns', '2010-11-07T02:30:00Z', 'where midnight comes twice: the first one'],
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00Z', 'where the whole day is skipped: the next one'],
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00Z', 'after it'],
    ['0001-01-01', 'Asia/Jakarta', '0000-12-31T16:52:48Z', 'before zones, by local mean time'],
  ])('%s in %s starts at %s (%s)', (day, timezone, expected) => {
    expect(instantText(startOfDay(toDay(day), timezone))).toBe(expected)
  })

  it('never goes back from one day to the next, in any zone, at either end of the calendar and between', () => {
    const days = [FIRST_DAY, -25_000, 0, 12_000, 20_500, LAST_DAY].flatMap((day) => [day, day + 1])
    const zones = Intl.supportedValuesOf('timeZone')
    const wrong = zones.filter((zone) =>
      days.some((day, index) => index % 2 === 1 && !(startOfDay(day, zone) > startOfDay(day - 1, zone))),
    )
    expect(wrong).toEqual([])
  })
})
