import { describe, expect, it } from 'vitest'
import { isOpen, nextOpening } from './sending-window.ts'

const day = { from: '09:00', to: '17:30', timezone: 'Europe/Berlin' }
const night = { from: '22:00', to: '06:00', days: [5], timezone: 'UTC' }
const gap = { from: '02:15', to: '02:45', timezone: 'Europe/Berlin' }

describe('the hours of a campaign', () => {
  it.each([
    // A Friday in summer time.
    [day, '2026-07-03T06:59:59Z', false],
    [day, '2026-07-03T07:00:00Z', true],
    [day, '2026-07-03T15:29:59Z', true],
    [day, '2026-07-03T15:30:00Z', false],
    [{ ...day, days: [1, 2, 3, 4, 5] }, '2026-07-04T10:00:00Z', false],
    [{ ...day, days: [6] }, '2026-07-04T10:00:00Z', true],
    [{ ...day, days: [7] }, '2026-07-05T10:00:00Z', true],
    // From Friday evening into Saturday, which is no day of its own.
    [night, '2026-07-03T22:00:00Z', true],
    [night, '2026-07-04T05:59:59Z', true],
    [night, '2026-07-04T06:00:00Z', false],
    [night, '2026-07-04T22:30:00Z', false],
    [night, '2026-07-03T05:00:00Z', false],
    // A night that has no 2:15, one that has two, and one as usual.
    [gap, '2026-03-29T00:59:59Z', false],
    [gap, '2026-03-29T01:00:00Z', false],
    [gap, '2026-10-25T00:15:00Z', true],
    [gap, '2026-03-30T00:15:00Z', true],
  ])('%j at %s: %s', (window, at, open) => {
    expect(isOpen(window, new Date(at))).toBe(open)
  })

  it.each([
    [day, '2026-07-03T12:00:00Z', '2026-07-03T12:00:00Z'],
    [day, '2026-07-03T06:00:00Z', '2026-07-03T07:00:00Z'],
    [day, '2026-07-03T20:00:00Z', '2026-07-04T07:00:00Z'],
    [{ ...day, days: [5] }, '2026-07-03T20:00:00Z', '2026-07-10T07:00:00Z'],
    [night, '2026-07-04T06:00:00Z', '2026-07-10T22:00:00Z'],
    // The next day has no such time.
    [gap, '2026-03-28T12:00:00Z', '2026-03-30T00:15:00Z'],
  ])('%j at %s are open next at %s', (window, at, opens) => {
    expect(nextOpening(window, new Date(at))).toEqual(new Date(opens))
  })
})
