import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeMessage } from './message-claim.ts'
import { createSignedTokens } from './signed-token.ts'
import { createTrackingTokens, type TrackingClaim } from './tracking-token.ts'

const key = Buffer.alloc(32, 7)
const ours = createTrackingTokens(key)
const message = { projectId: 4_294_967_295, rowNo: 2_147_483_647, campaignUuid: '0190c6d2-8f3a-7b1c-9d4e-5f6071829304' }
const link = { linkNo: 65_535, url: 'https://example.org/a?b=c&d=ü' }
const click: TrackingClaim = { ...message, kind: 'click', ...link }
const { open, click: toClick } = ours.ofMessage(message)
const tokens = [toClick(link.linkNo, link.url), open()]

describe('a tracking token', () => {
  it('says what happened to which message, and where a link leads', () => {
    expect(tokens.map((token) => ours.parse(token))).toEqual([click, { ...message, kind: 'open' }])
  })

  it('is followed for years: links as they were made before are, too', () => {
    const told = Buffer.alloc(28)
    told.writeUInt8(1, 0)
    told.writeUInt8(1, 1)
    writeMessage(told, 2, message)
    told.writeUInt16BE(link.linkNo, 26)
    const earlier = createSignedTokens(key, 'rollcall tracking v1').toToken(
      Buffer.concat([told, Buffer.from(link.url)]),
    )
    expect(ours.parse(earlier)).toEqual(click)
  })

  it('says what its own message and link are, in whatever order many are made', () => {
    const others = [
      { ...message, rowNo: 1 },
      { ...message, projectId: 1 },
      { ...message, campaignUuid: '0190c6d2-8f3a-7b1c-9d4e-5f6071829305' },
    ]
    const claims = [message, ...others, message].flatMap((whose) =>
      ['https://example.org/', 'https://example.org/x', 'https://example.org/'].flatMap((url) =>
        [1, 2].map((linkNo) => ({ ...whose, kind: 'click', linkNo, url })),
      ),
    )
    const made = claims.map(({ kind: _, linkNo, url, ...whose }) => ours.ofMessage(whose).click(linkNo, url))
    expect(made.map((token) => ours.parse(token))).toEqual(claims)
  })

  it('cannot be put together from the pieces of two campaigns, two links or two persons', () => {
    const whose = [
      { ...message, rowNo: 1 },
      { ...message, rowNo: 2 },
      { ...message, rowNo: 2, campaignUuid: '0190c6d2-8f3a-7b1c-9d4e-5f6071829305' },
    ]
    const all = whose.flatMap((one) =>
      [1, 2].map((linkNo) => ours.ofMessage(one).click(linkNo, `https://a.org/${linkNo}`)),
    )
    // The message, the link with its proof, the address.
    const pieces = (token: string) => [token.slice(0, 36), token.slice(36, 60), token.slice(60)]
    for (const one of all)
      for (const other of all.filter((token) => token !== one)) {
        const [a, b] = [pieces(one), pieces(other)]
        for (const mixed of [
          [a[0], a[1], b[2]],
          [a[0], b[1], b[2]],
          [a[0], b[1], a[2]],
        ])
          if (!all.includes(mixed.join(''))) expect(ours.parse(mixed.join(''))).toBeUndefined()
      }
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
