import { describe, expect, it } from 'vitest'
import { countries, parseCountry } from './country.ts'

describe('parseCountry', () => {
  it.each([
    ['ID', 'ID'],
    ['id', 'ID'],
    [' Indonesia ', 'ID'],
    ['INDONESIA', 'ID'],
    ['uk', 'GB'],
    ['U.S.', 'US'],
    ['USA', 'US'],
    ['United States of America', 'US'],
    ['The Netherlands', 'NL'],
    ['Cote d’Ivoire', 'CI'],
    ['Saint Kitts and Nevis', 'KN'],
    ['Türkiye', 'TR'],
    ['turkey', 'TR'],
    ['Hong Kong', 'HK'],
    ['Kosovo', 'XK'],
  ])('takes %j as %s', (text, code) => {
    expect(parseCountry(text)).toBe(code)
  })

  it.each(['', 'ZZ', 'SU', 'Unknown Region', 'Atlantis', 'France 98', 'I', 'EU', 'Индонезия', '__proto__'])(
    'refuses %j',
    (text) => {
      expect(parseCountry(text)).toBeUndefined()
    },
  )
})

describe('countries', () => {
  it('are the 249 of ISO 3166-1 and Kosovo, each with a name of its own that leads back to it', () => {
    expect(countries()).toHaveLength(250)
    expect(new Set(countries().map(({ name }) => name)).size).toBe(250)
    expect(countries().filter(({ code, name }) => parseCountry(name) !== code)).toEqual([])
  })
})
