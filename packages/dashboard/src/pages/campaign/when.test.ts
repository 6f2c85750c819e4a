import { describe, expect, it } from 'vitest'
import { instantAt, wallAt } from './wall-time.ts'
import { lackOfWhen, scheduleText, toSchedule, type When, whenOf } from './when.ts'

const now = new Date('2026-11-21T20:00:00Z')
const blank = { schedule: null, frozen: null, zone: 'Asia/Tokyo', now }

describe('when a campaign goes', () => {
  it('is at once, and tomorrow at nine in the project’s zone when a time is wanted', () => {
    expect(whenOf({}, blank)).toEqual({ kind: 'now', at: '2026-11-23T09:00', zone: 'Asia/Tokyo', people: 'at_send' })
  })

  it('is what is scheduled, unless the address says otherwise', () => {
    const schedule = { at: '2026-12-01T08:30:00', timezone: 'recipient', fallback: 'UTC' }
    expect(whenOf({}, { ...blank, schedule })).toMatchObject({ kind: 'own', at: '2026-12-01T08:30' })
    expect(whenOf({ when: 'at', zone: 'UTC' }, { ...blank, schedule })).toMatchObject({ kind: 'at', zone: 'UTC' })
    const frozen = { people: 3, at: '2026-11-21T19:00:00Z', atSchedule: true }
    expect(whenOf({}, { ...blank, schedule, frozen })).toMatchObject({ people: 'now' })
    expect(whenOf({ people: 'at_send' }, { ...blank, schedule, frozen })).toMatchObject({ people: 'at_send' })
    expect(scheduleText(schedule)).toBe('Tue, 1 Dec 2026, 08:30 at each person’s own time')
  })

  it.each<[Partial<When>, string | undefined]>([
    [{ kind: 'now', at: '' }, undefined],
    [{ at: '' }, 'a date and a time'],
    [{ at: '2026-11-21T21:00' }, undefined],
    [{ at: '2026-11-21T21:00', zone: 'Asia/Tokyo' }, 'a time that is still to come'],
    [{ at: '2026-11-21T09:00', kind: 'own' }, undefined],
    [{ at: '2026-11-21T07:00', kind: 'own' }, 'a time that is still to come'],
  ])('lacks something or nothing: %j', (change, lack) => {
    const when: When = { kind: 'at', at: '', zone: 'UTC', people: 'at_send', ...change }
    expect(lackOfWhen(when, { hasBatches: false, now })).toBe(lack)
  })

  it('asks the API for each person’s own time by its name', () => {
    const when: When = { kind: 'own', at: '2026-12-01T09:00', zone: 'UTC', people: 'now' }
    expect(toSchedule(when)).toEqual({ at: '2026-12-01T09:00', timezone: 'recipient', audience: 'now' })
    expect(lackOfWhen(when, { hasBatches: true, now })).toMatch(/^one pace/)
  })

  it('reads walls by their zone, also where the clock changes', () => {
    expect(instantAt('2026-03-29T02:30', 'Europe/Berlin')?.toISOString()).toBe('2026-03-29T01:00:00.000Z')
    expect(instantAt('2026-13-01T00:00', 'UTC')).toBeUndefined()
    expect(wallAt(now, 'Asia/Kolkata')).toBe('2026-11-22T01:30')
  })
})
