import { describe, expect, it } from 'vitest'
import { parseEmailAddress } from './email-address.ts'
import { findInboxProvider } from './inbox-provider.ts'
import { judgeAddress } from './judge-address.ts'

const judged: [string, 'valid' | 'risky', string | undefined][] = [
  ['ada@gmail.com', 'valid', 'gmail'],
  ['Ada@GoogleMail.com', 'valid', 'gmail'],
  ['ada@example.org', 'valid', undefined],
  ['ada@mail.gmail.com', 'valid', undefined],
  ['ada@hotmail.co.uk', 'valid', 'outlook'],
  ['ada@web.de', 'valid', 'web.de'],
  ['ada@163.com', 'valid', 'netease'],
  ['ada@mailinator.com', 'risky', undefined],
  ['ada@deep.below.mailinator.com', 'risky', undefined],
  ['ada@mailinator.com.example', 'valid', undefined],
  ['info@example.org', 'risky', undefined],
  ['No-Reply@example.org', 'risky', undefined],
  ['support+eu@gmail.com', 'risky', 'gmail'],
  ['ada@gmail.com.example', 'valid', 'gmail'],
  ['informer@example.org', 'valid', undefined],
]

describe('judgeAddress', () => {
  it.each(judged)('takes %s for %s, at %s', (text, verdict, provider) => {
    const address = parseEmailAddress(text)
    if (!address) throw new Error(`${text} should be an address`)
    expect(judgeAddress(address)).toBe(verdict)
    expect(findInboxProvider(address.domain)).toBe(provider)
  })
})
