import { describe, expect, it } from 'vitest'
import { parsePhoneNumber } from './phone-number.ts'

const numbers: [string, string | null, string | undefined][] = [
  ['+62 812-3456-7890', null, '+6281234567890'],
  ['0812 3456 7890', 'ID', '+6281234567890'],
  ['(415) 555-2671', 'US', '+14155552671'],
  ['+49 30 1234567', 'US', '+49301234567'],
  ['00 49 30 1234567', 'DE', '+49301234567'],
  ['0812 3456 7890', null, '081234567890'],
  ['0812 3456 7890', 'AQ', '081234567890'],
  ['911', null, undefined],
  ['call me', null, undefined],
  ['call me on +62 812 3456 7890', null, undefined],
  ['+62 812 3456 7890 ext. 5', null, undefined],
  ['+1', null, undefined],
  ['+999 123 456 789', null, undefined],
  ['1'.repeat(16), null, undefined],
  ['٠٨١٢٣٤٥٦٧٨٩٠', null, undefined],
  ['', null, undefined],
]

describe('parsePhoneNumber', () => {
  it.each(numbers)('reads %j in %s as %s', (text, country, stored) => {
    expect(parsePhoneNumber(text, country)).toBe(stored)
  })
})
