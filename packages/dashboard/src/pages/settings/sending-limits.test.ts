import { describe, expect, it } from 'vitest'
import { isWhole, toGiven, toLimits } from './sending-limits.ts'

describe('sending limits as they are typed', () => {
  it('come back as they were', () => {
    const limits = { perHour: 500, perDomain: [{ domain: 'gmail.com', perHour: 20 }] }
    expect(toLimits(toGiven(limits))).toEqual(limits)
    expect(toLimits(toGiven({ perHour: null, perDomain: [] }))).toEqual({ perHour: null, perDomain: [] })
  })

  it('leave rows away in which nothing stands, and take domains in any case', () => {
    const perDomain = [
      { key: '1', domain: '  ', perHour: '' as const },
      { key: '2', domain: ' Gmail.COM ', perHour: 5 },
    ]
    expect(toLimits({ perHour: '', perDomain })).toEqual({
      perHour: null,
      perDomain: [{ domain: 'gmail.com', perHour: 5 }],
    })
  })

  it.each([
    ['', '', true],
    ['gmail.com', 5, true],
    ['gmail.com', '', false],
    ['', 5, false],
  ] as const)('a row with %j and %j is whole: %s', (domain, perHour, whole) => {
    expect(isWhole({ perHour: '', perDomain: [{ key: '1', domain, perHour }] })).toBe(whole)
  })
})
