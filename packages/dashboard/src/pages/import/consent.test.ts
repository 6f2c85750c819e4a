import { describe, expect, it } from 'vitest'
import { canStart, NO_CONSENT, toConsentOptions } from './consent.ts'

const fair = { ...NO_CONSENT, answer: 'subscribed', source: ' Fair ' } as const

describe('the answer to the question of consent', () => {
  it.each([
    ['Asia/Jakarta', '2026-02-28T17:00:00.000Z'],
    ['America/New_York', '2026-03-01T05:00:00.000Z'],
    ['UTC', '2026-03-01T00:00:00.000Z'],
  ])('begins its day at midnight in %s', (timezone, at) => {
    expect(toConsentOptions({ ...fair, day: '2026-03-01' }, timezone).proof).toEqual({ source: 'Fair', at })
  })

  it('needs a place where they agreed, and has a proof only then', () => {
    expect([canStart(NO_CONSENT), canStart({ ...fair, source: ' ' }), canStart(fair)]).toEqual([false, false, true])
    expect(toConsentOptions({ ...fair, answer: 'unsubscribed' }, 'UTC')).toEqual({ status: 'unsubscribed' })
  })
})
