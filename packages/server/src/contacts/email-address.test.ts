import { describe, expect, it } from 'vitest'
import { parseEmailAddress } from './email-address.ts'

const long = 'a'.repeat(64)
const accepted: [string, string][] = [
  ['ada@example.org', 'example.org'],
  ['Ada.Lovelace+news@Mail.Example.ORG', 'mail.example.org'],
  ["o'brien@example.org", 'example.org'],
  ['x@a-b.co', 'a-b.co'],
  [`${long}@example.org`, 'example.org'],
  ['josé@example.org', 'example.org'],
  ['用户@例え.jp', 'xn--r8jz45g.jp'],
  ['ada@müller.de', 'xn--mller-kva.de'],
  ['_@example.org', 'example.org'],
]
const refused = [
  '',
  '@',
  'ada',
  'ada@',
  '@example.org',
  'ada@localhost',
  'ada@example..org',
  'ada@.example.org',
  'ada@example.org.',
  'ada@-example.org',
  'ada@example-.org',
  'ada@127.0.0.1',
  'ada@[127.0.0.1]',
  'ada@exam ple.org',
  'ada lovelace@example.org',
  'ada@@example.org',
  'a@b@example.org',
  '.ada@example.org',
  'ada.@example.org',
  'a..da@example.org',
  '"ada"@example.org',
  'Ada <ada@example.org>',
  'ada@example.org, bob@example.org',
  'ada@example.org\r\nBcc: x@example.org',
  'ada@exam\u0000ple.org',
  'ada\u200b@example.org',
  `a${long}@example.org`,
  `ada@${'a.'.repeat(126)}org`,
  `ada@${'a'.repeat(64)}.org`,
]

describe('parseEmailAddress', () => {
  it.each(accepted)('accepts %s', (text, domain) => {
    expect(parseEmailAddress(text)).toMatchObject({ address: text, domain })
  })

  it.each(refused)('refuses %j', (text) => {
    expect(parseEmailAddress(text)).toBeUndefined()
  })

  it('takes addresses that differ in case for the same', () => {
    expect(parseEmailAddress('ADA@Example.org')?.key).toBe(parseEmailAddress('ada@example.ORG')?.key)
  })
})
