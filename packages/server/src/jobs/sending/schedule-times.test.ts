import { describe, expect, it } from 'vitest'
import { firstInstant, instantFor } from './schedule-times.ts'

describe('the time of a schedule', () => {
  it.each([
    ['2026-07-01T09:00:00', 'Europe/Berlin', null, '2026-07-01T07:00:00.000Z'],
    ['2026-12-01T09:00:00', 'Europe/Berlin', 'Asia/Tokyo', '2026-12-01T08:00:00.000Z'],
    // Clocks go from 2:00 to 3:00: the first moment after the gap.
    ['2026-03-29T02:30:00', 'Europe/Berlin', null, '2026-03-29T01:00:00.000Z'],
    // Clocks show 2:30 twice: the first.
    ['2026-10-25T02:30:00', 'Europe/Berlin', null, '2026-10-25T00:30:00.000Z'],
    // Half an hour (Lord Howe), and a day that was left out (Samoa, 30 December 2011).
    ['2026-10-04T02:15:00', 'Australia/Lord_Howe', null, '2026-10-03T15:30:00.000Z'],
    ['2011-12-30T09:00:00', 'Pacific/Apia', null, '2011-12-30T10:00:00.000Z'],
    ['2026-07-01T09:00:00', 'recipient', 'Asia/Tokyo', '2026-07-01T00:00:00.000Z'],
    ['2026-07-01T09:00:00', 'recipient', null, '2026-07-01T13:00:00.000Z'],
    ['2026-07-01T09:00:00', 'UTC', null, '2026-07-01T09:00:00.000Z'],
  ])('%s in %s for somebody in %s is %s', (at, timezone, personZone, expected) => {
    expect(instantFor({ at, timezone, fallback: 'America/New_York' }, personZone).toISOString()).toBe(expected)
  })

  it('comes to nobody before the first instant, in no zone of the world', () => {
    const schedule = { at: '2026-03-29T02:30:00', timezone: 'recipient', fallback: 'UTC' }
    const first = firstInstant(schedule)
    const zones = Intl.supportedValuesOf('timeZone')
    expect(zones.filter((zone) => instantFor(schedule, zone) < first)).toEqual([])
    expect(zones.some((zone) => instantFor(schedule, zone).getTime() === first.getTime())).toBe(true)
  })
})
