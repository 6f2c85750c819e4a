import { expect, it } from 'vitest'
import { proofFacts } from './proof-facts.ts'
import { timeText } from './time-text.ts'

const AT = '2026-03-01T10:00:00.000Z'

it.each([
  [{ source: 'a call', ip: null, wording: '' }, [['Source', 'a call']]],
  [
    { form: 'Footer', formId: 'frm_1', version: 3 },
    [
      ['Form', 'Footer'],
      ['Version of its words', '3'],
    ],
  ],
  [
    { askedAt: AT, confirmedAt: 'soon' },
    [
      ['Asked', timeText(AT)],
      ['Confirmed', 'soon'],
    ],
  ],
  [{ confirmedFrom: { ip: '::1', userAgent: null } }, [['Confirmed: IP address', '::1']]],
  [
    { constructor: 'x', odd: [1] },
    [
      ['constructor', 'x'],
      ['odd', '[1]'],
    ],
  ],
  [null, []],
  ['odd', []],
])('says of %j: %j', (proof, expected) => {
  expect(proofFacts(proof)).toEqual(expected)
})
