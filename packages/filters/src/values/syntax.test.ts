import { describe, expect, it } from 'vitest'
import { isEmailAddress, isPhoneNumber, isWebAddress } from './syntax.ts'

const CASES: { is: (text: string) => boolean; right: string[]; wrong: string[] }[] = [
  {
    is: isEmailAddress,
    right: [
      'ada@example.org',
      "o'brien+news@mail.example.co.uk",
      'josé@exämple.de',
      '用户@例子.中国',
      'a@1.de',
      'A_b-c@x-y.io',
    ],
    wrong: [
      ...[
        'ada',
        'ada@',
        '@example.org',
        'ada@example',
        'a b@example.org',
        'ada@ex ample.org',
        'ada@-x.org',
        'ada@x-.org',
      ],
      ...['a..b@example.org', '.a@example.org', 'ada@example..org', 'ada@example.org.', 'Ada <ada@example.org>'],
      ...['a@b@example.org', 'ada@example.org,bob@example.org', 'a\n@example.org', `${'a'.repeat(65)}@example.org`],
      `a@${'b'.repeat(60)}.${'c.'.repeat(100)}org`,
    ],
  },
  {
    is: isPhoneNumber,
    right: ['+62 812 3456 7890', '0812-3456-7890', '(021) 555.1234', '+15550100'],
    wrong: ['123', '+1234567890123456', 'call me', '+62 812 x90', '12+345678', ''],
  },
  {
    is: isWebAddress,
    right: ['https://example.org', 'HTTP://example.org/a?b=c#d', 'http://localhost:3000'],
    wrong: ['example.org', 'javascript:alert(1)', 'https://', 'https://a b', 'ftp://example.org', 'mailto:a@b.org'],
  },
]

describe.each(CASES)('$is.name', ({ is, right, wrong }) => {
  it.each(right)('takes %j', (text) => expect(is(text)).toBe(true))
  it.each(wrong)('refuses %j', (text) => expect(is(text)).toBe(false))
})
