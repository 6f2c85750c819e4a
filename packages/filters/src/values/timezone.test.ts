import { describe, expect, it } from 'vitest'
import { parseTimezone, timezoneChoices } from './timezone.ts'

describe('parseTimezone', () => {
  it.each([
    ['asia/jakarta', 'Asia/Jakarta'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['utc', 'UTC'],
    ['Etc/UTC', 'UTC'],
  ])('names %s %s', (text, name) => {
    expect(parseTimezone(text)).toBe(name)
  })

  it.each(['', '+07:00', 'Jakarta', 'Asia/Atlantis', '7'])('refuses %j', (text) => {
    expect(parseTimezone(text)).toBeUndefined()
  })
})

describe('timezoneChoices', () => {
  it('lists zones by the names that parsing gives them', () => {
    const zones = timezoneChoices.list?.().map(({ value }) => value) ?? []
    expect(zones.length).toBeGreaterThan(400)
    expect(zones.filter((zone) => parseTimezone(zone) !== zone)).toEqual([])
  })
})
