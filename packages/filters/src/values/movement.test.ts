import { describe, expect, it } from 'vitest'
import { dayText } from './day.ts'
import { instantText, parseInstant } from './instant.ts'
import { type Movement, positionOf } from './movement.ts'

type Point = Movement extends infer M ? (M extends Movement ? Omit<M, 'counts'> : never) : never

function clock(now: string, timezone: string) {
  return { now: parseInstant(now) ?? Number.NaN, timezone }
}

const ago = (duration: string): Point => ({ point: 'ago', duration })
const ahead = (duration: string): Point => ({ point: 'ahead', duration })

describe('positionOf in seconds', () => {
  it.each<[what: string, now: string, timezone: string, point: Point, expected: string]>([
    ['now', '2026-02-11T12:00:00Z', 'UTC', { point: 'now' }, '2026-02-11T12:00:00Z'],
    ['exact days, whatever the clocks do', '2026-03-29T12:00:00Z', 'Europe/Berlin', ago('1d'), '2026-03-28T12:00:00Z'],
    ['the same wall clock a month ago', '2026-04-10T10:00:00Z', 'Europe/Berlin', ago('1mo'), '2026-03-10T11:00:00Z'],
    ['no 31 February: the first of March', '2026-03-31T12:00:00Z', 'Asia/Jakarta', ago('1mo'), '2026-02-28T17:00:00Z'],
    ['a leap day a year on', '2024-02-29T12:00:00Z', 'UTC', ahead('1y'), '2025-03-01T00:00:00Z'],
    [
      'a skipped hour: the first second after it',
      '2026-04-29T00:30:00Z',
      'Europe/Berlin',
      ago('1mo'),
      '2026-03-29T01:00:00Z',
    ],
    ['an hour shown twice: the later one', '2026-11-25T01:30:00Z', 'Europe/Berlin', ago('1mo'), '2026-10-25T01:30:00Z'],
    ['a day that its zone skipped', '2012-01-30T10:30:00Z', 'Pacific/Apia', ago('1mo'), '2011-12-30T10:30:00Z'],
    ['clocks put back put no bound back', '2026-10-25T01:00:00Z', 'Europe/Berlin', ago('1mo'), '2026-09-25T00:59:59Z'],
    ['the end of the calendar', '2026-02-11T12:00:00Z', 'UTC', ago('9999y'), '0001-01-01T00:00:00Z'],
    ['its other end', '2026-02-11T12:00:00Z', 'UTC', ahead('9999y'), '9999-12-31T23:59:59Z'],
    ['Monday', '2026-02-11T12:00:00Z', 'UTC', { point: 'start', unit: 'this_week' }, '2026-02-09T00:00:00Z'],
    [
      'a day of 23 hours',
      '2026-03-29T12:00:00Z',
      'Europe/Berlin',
      { point: 'end', unit: 'today' },
      '2026-03-29T22:00:00Z',
    ],
    ['a quarter', '2026-02-11T12:00:00Z', 'UTC', { point: 'start', unit: 'last_quarter' }, '2025-10-01T00:00:00Z'],
  ])('%s', (_what, now, timezone, point, expected) => {
    expect(instantText(positionOf({ counts: 'seconds', ...point }, clock(now, timezone)))).toBe(expected)
  })
})

describe('positionOf in days', () => {
  it.each<[now: string, timezone: string, point: Point, expected: string]>([
    ['2026-02-11T16:59:59Z', 'Asia/Jakarta', { point: 'now' }, '2026-02-11'],
    ['2026-02-11T17:00:00Z', 'Asia/Jakarta', { point: 'now' }, '2026-02-12'],
    // 00:01 on the 7th became 23:01 on the 6th; the 7th had begun.
    ['2010-11-07T02:40:00Z', 'America/St_Johns', { point: 'now' }, '2010-11-07'],
    ['2026-03-31T12:00:00Z', 'UTC', ago('1mo'), '2026-03-01'],
    ['2026-03-31T12:00:00Z', 'UTC', ago('2w'), '2026-03-17'],
    ['2026-03-31T12:00:00Z', 'UTC', ago('9999y'), '0001-01-01'],
    ['2026-01-01T12:00:00Z', 'UTC', { point: 'start', unit: 'last_month' }, '2025-12-01'],
    ['2026-12-31T12:00:00Z', 'UTC', { point: 'end', unit: 'this_year' }, '2027-01-01'],
  ])('at %s in %s of %j is %s', (now, timezone, point, expected) => {
    expect(dayText(positionOf({ counts: 'days', ...point }, clock(now, timezone)))).toBe(expected)
  })
})
