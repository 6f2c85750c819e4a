import { expect, it } from 'vitest'
import { sentenceOf } from './sentence-of.ts'

it.each([
  ['delivery', { campaign: 'Spring', state: 'sent' }, '“Spring” was sent'],
  ['delivery', { campaign: 'Spring', state: 'skipped' }, '“Spring” was not sent'],
  [
    'event',
    { name: 'email.clicked', campaign: 'Spring', link: 'https://a.test' },
    '“Spring” was clicked (https://a.test)',
  ],
  ['event', { name: 'email.opened', machine: true }, 'A message was opened by a machine'],
  ['event', { name: 'telegram.sent' }, 'A message by Telegram was sent'],
  ['event', { name: 'constructor.sent' }, 'constructor.sent'],
  ['event', { name: 'purchase', properties: { total: 1 } }, 'purchase'],
  ['event', { name: 'email.odd_thing', campaign: 'A' }, '“A” odd_thing'],
  ['changed', { changes: { country: ['IT', null] } }, 'Country: “IT” → none'],
  [
    'changed',
    { changes: { name: [null, 'A'], email: ['a', 'b'], 'fields.plan': [1, 2], phone: ['1', '2'] } },
    'Changed Full name, E-mail, plan and 1 more',
  ],
  ['funnel', { before: 'none', funnel: 'loyal_customer', lost: false }, 'Moved from no stage to loyal customer'],
  ['funnel', { before: 'aware', funnel: 'aware', lost: true }, 'The API said so'],
] as const)('says of %s %j: %s', (kind, details, expected) => {
  expect(sentenceOf({ kind, details, title: 'The API said so' })).toBe(expected)
})

it('quotes names as people do, whatever is in them', () => {
  const title = `Tag ${JSON.stringify('say "hi" \\ bye')} added`
  expect(sentenceOf({ kind: 'tag_added', details: {}, title })).toBe('Tag “say "hi" \\ bye” added')
})
