import { describe, expect, it } from 'vitest'
import type { Plan } from './draft.ts'
import { calendarMs, durationText, sendingMs } from './duration.ts'

const HOUR_MS = 3_600_000
const office = { from: '09:00', to: '17:00', days: [1, 2, 3, 4, 5] }

describe('how long a campaign takes', () => {
  it('is not known when it goes as fast as the mail server takes it', () => {
    expect(sendingMs({ window: office }, 48_211)).toBeUndefined()
  })

  const cases: [plan: Plan, people: number, text: string][] = [
    [{ perHour: 5_000 }, 48_211, '9 h 39 min'],
    [{ perHour: 3_600 }, 20, '20 s'],
    [{ perHour: 1_000 }, 0, '1 s'],
    [{ batches: { size: 500, everyMinutes: 60 } }, 2_000, '3 h'],
    [{ batches: { size: 500, everyMinutes: 60 } }, 2_001, '4 h'],
    [{ batches: { size: 500, everyMinutes: 1_500 } }, 501, '1 day 1 h'],
  ]
  it.each(cases)('%j for %i people: %s', (plan, people, text) => {
    expect(durationText(sendingMs(plan, people) ?? 0)).toBe(text)
  })

  const limited: [plan: Plan, most: number, text: string][] = [
    [{}, 50_000, '1 h'],
    [{ perHour: 5_000 }, 50_000, '10 h'],
    [{ perHour: 200_000 }, 50_000, '1 h'],
    [{ batches: { size: 25_000, everyMinutes: 30 } }, 50_000, '1 h'],
    [{ batches: { size: 25_000, everyMinutes: 90 } }, 50_000, '1 h 30 min'],
  ]
  it.each(limited)('%j in a project that sends %i an hour: %s', (plan, most, text) => {
    expect(durationText(sendingMs(plan, 50_000, most) ?? 0)).toBe(text)
  })

  it('counts closed hours and days once they are met', () => {
    const spread = (hours: number) => calendarMs({ window: office }, hours * HOUR_MS) / HOUR_MS
    expect(spread(8)).toBe(8)
    expect(spread(40)).toBeCloseTo(7 * 24)
    expect(calendarMs({ window: { from: '22:00', to: '06:00' } }, 16 * HOUR_MS) / HOUR_MS).toBeCloseTo(48)
  })
})
