import { describe, expect, it } from 'vitest'
import { parseUnsubscribeToken, toUnsubscribeToken } from './unsubscribe-token.ts'

const key = Buffer.alloc(32, 7)
const claim = { projectId: 4_294_967_295, rowNo: 2_147_483_647, campaignUuid: '0190c6d2-8f3a-7b1c-9d4e-5f6071829304' }
const token = toUnsubscribeToken(key, claim)

describe('an unsubscribe token', () => {
  it('says who and from what', () => {
    expect(parseUnsubscribeToken(key, token)).toEqual(claim)
    expect(token).toMatch(/^[\w-]{55}$/)
  })

  it('is worth nothing once any of its letters changed', () => {
    for (let place = 0; place < token.length; place += 1) {
      for (const letter of 'AQgw_-'.replace(token[place], '')) {
        const changed = token.slice(0, place) + letter + token.slice(place + 1)
        expect(parseUnsubscribeToken(key, changed), `letter ${place}`).toBeUndefined()
      }
    }
  })

  it.each([
    ['another key', () => parseUnsubscribeToken(Buffer.alloc(32, 8), token)],
    ['a cut', () => parseUnsubscribeToken(key, token.slice(0, -1))],
    ['an addition', () => parseUnsubscribeToken(key, `${token}A`)],
    ['nothing', () => parseUnsubscribeToken(key, '')],
    ['another alphabet', () => parseUnsubscribeToken(key, `${token}=`)],
    ['something else', () => parseUnsubscribeToken(key, 'preview')],
  ])('does not survive %s', (_name, parse) => {
    expect(parse()).toBeUndefined()
  })
})
