import { describe, expect, it } from 'vitest'
import { dayText, FIRST_DAY, LAST_DAY, parseBirthday, parseDay } from './day.ts'

describe('parseDay', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['0001-01-01', FIRST_DAY],
    ['0099-12-31', -683_004],
    ['9999-12-31', LAST_DAY],
  ])('reads %s as day %d, and back', (text, day) => {
    expect(parseDay(text)).toBe(day)
    expect(dayText(day)).toBe(text)
  })

  it.each([
    '0000-12-31',
    '10000-01-01',
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-1-1',
    '2024-01-01T00:00:00Z',
    ' 2024-01-01',
    '--01-01',
    '٢٠٢٤-٠١-٠١',
    '',
  ])('refuses %j', (text) => {
    expect(parseDay(text)).toBeUndefined()
  })
})

describe('parseBirthday', () => {
  it('puts every day of a leap year before the first date', () => {
    const days = ['--01-01', '--02-29', '--12-31'].map((text) => parseBirthday(text) ?? 0)
    expect(days).toEqual([FIRST_DAY - 366, FIRST_DAY - 307, FIRST_DAY - 1])
  })

  it.each(['--02-30', '--13-01', '--00-01', '02-29', '0000-02-29'])('refuses %j', (text) => {
    expect(parseBirthday(text)).toBeUndefined()
  })
})
