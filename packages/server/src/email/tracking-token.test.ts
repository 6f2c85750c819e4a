import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTrackingTokens, type TrackingClaim } from './tracking-token.ts'

const ours = createTrackingTokens(Buffer.alloc(32, 7))
const message = { projectId: 4_294_967_295, rowNo: 2_147_483_647, campaignUuid: '0190c6d2-8f3a-7b1c-9d4e-5f6071829304' }
const click: TrackingClaim = { ...message, kind: 'click', linkNo: 65_535, url: 'https://example.org/a?b=c&d=ü' }
const tokens = [ours.toToken(click), ours.toToken({ ...message, kind: 'open' })]

describe('a tracking token', () => {
  it('says what happened to which message, and where a link leads', () => {
    expect(tokens.map((token) => ours.parse(token))).toEqual([click, { ...message, kind: 'open' }])
  })

  it('is worth nothing once anything of it changed, in a thousand ways', () => {
    const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=/+. é']
    const mutation = fc.record({
      token: fc.constantFrom(...tokens),
      at: fc.nat(120),
      cut: fc.nat(3),
      added: fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 3 }),
    })
    fc.assert(
      fc.property(mutation, ({ token, at, cut, added }) => {
        const changed = token.slice(0, at) + added + token.slice(at + cut)
        if (!tokens.includes(changed)) expect(ours.parse(changed)).toBeUndefined()
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([
    ['another key', () => createTrackingTokens(Buffer.alloc(32, 8)).parse(tokens[0])],
    ['nothing', () => ours.parse('')],
    ['an address in its place', () => ours.parse('https://example.org')],
    ['unsigned words', () => ours.parse(Buffer.alloc(80, 1).toString('base64url'))],
  ])('is not %s', (_name, parse) => {
    expect(parse()).toBeUndefined()
  })
})
