import { expect, it } from 'vitest'
import { type Moment, usualBy, withGaps } from './moments.ts'

const at = (time: string, opened = 1): Moment => ({ at: `${time}.000Z`, sent: 0, opened, clicked: 0 })

it('fills in the hours in which nothing happened', () => {
  expect(withGaps([at('2026-03-01T10:00:00'), at('2026-03-01T13:00:00', 4)], 'hour')).toEqual([
    at('2026-03-01T10:00:00'),
    at('2026-03-01T11:00:00', 0),
    at('2026-03-01T12:00:00', 0),
    at('2026-03-01T13:00:00', 4),
  ])
  expect(withGaps([], 'hour')).toEqual([])
})

it('takes a day of 23 or 25 hours for one day', () => {
  const days = [at('2026-03-28T23:00:00'), at('2026-03-29T22:00:00'), at('2026-03-30T22:00:00')]
  expect(withGaps(days, 'day')).toEqual(days)
  const autumn = [at('2026-10-24T22:00:00'), at('2026-10-25T23:00:00')]
  expect(withGaps(autumn, 'day')).toEqual(autumn)
})

it('ends hours after two weeks, however late somebody opens it', () => {
  expect(withGaps([at('2026-03-01T10:00:00'), at('2026-09-01T10:00:00')], 'hour')).toHaveLength(14 * 24)
})

it('begins with hours, and goes over to days', () => {
  expect(usualBy('2026-03-01T10:00:00Z', new Date('2026-03-02T10:00:00Z'))).toBe('hour')
  expect(usualBy('2026-03-01T10:00:00Z', new Date('2026-03-12T10:00:00Z'))).toBe('day')
  expect(usualBy(null, new Date('2026-03-12T10:00:00Z'))).toBe('hour')
})
