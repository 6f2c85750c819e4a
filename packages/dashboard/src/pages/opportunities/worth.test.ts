import { describe, expect, it } from 'vitest'
import { parseWorth, worthText } from './worth.ts'

describe('what an opportunity is worth', () => {
  it.each([
    [1234567.5, 'en', '1,234,567.5'],
    [1234567.5, 'de', '1.234.567,5'],
    [0, 'en', '0'],
    [12.345, 'en', '12.35'],
    [null, 'en', '—'],
  ])('%j in %s is written %s', (value, locale, text) => {
    expect(worthText(value, locale)).toBe(text)
  })

  it.each([
    ['', 'en', null],
    [' 1,234.50 ', 'en', 1234.5],
    ['1.234,50', 'de', 1234.5],
    ['1 234,50', 'fr', 1234.5],
    ['1200', 'de', 1200],
    ['-1', 'en', undefined],
    ['a lot', 'en', undefined],
    ['1e13', 'en', undefined],
    ['1000000000001', 'en', undefined],
  ])('%j in %s is read as %j', (text, locale, value) => {
    expect(parseWorth(text, locale)).toBe(value)
  })
})
