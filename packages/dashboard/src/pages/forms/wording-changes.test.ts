import { expect, it } from 'vitest'
import { wordingChanges } from './wording-changes.ts'

const first = {
  title: 'News',
  text: 'I want news.\n\nI may leave.',
  fields: [
    { field: 'firstName', label: 'First name', required: false },
    { field: 'fields.plan', label: 'Plan', required: true },
  ],
  topics: [
    { id: 'top_1', name: 'Offers' },
    { id: 'top_2', name: null },
  ],
}

it.each([
  ['nothing', {}, []],
  ['the heading', { title: 'Letters' }, ['~ The heading was “News”, and is “Letters”']],
  [
    'a paragraph',
    { text: 'I want news.\n\nI may leave at any time.' },
    ['− I may leave.', '+ I may leave at any time.'],
  ],
  ['a question less', { fields: first.fields.slice(0, 1) }, ['− Asked “Plan”, required']],
  [
    'other words and another need',
    { fields: first.fields.map((asked) => ({ ...asked, label: `Your ${asked.label}`, required: true })) },
    [
      '~ Asked “First name”, and asks “Your First name”, required',
      '~ Asked “Plan”, required, and asks “Your Plan”, required',
    ],
  ],
  [
    'a question more',
    { fields: [...first.fields, { field: 'phone', label: 'Phone', required: false }] },
    ['+ Asks “Phone”'],
  ],
  ['a topic that is gone', { topics: first.topics.slice(0, 1) }, ['− Offers a topic that is gone (top_2)']],
  ['the order of questions', { fields: first.fields.toReversed() }, ['~ The order is another']],
  ['the order of paragraphs', { text: 'I may leave.\n\nI want news.' }, ['~ The order is another']],
])('tells %s', (_, change, told) => {
  const signs = { added: '+', removed: '−', changed: '~' }
  expect(
    wordingChanges(first, { ...first, ...change }).map(({ kind, sentence }) => `${signs[kind]} ${sentence}`),
  ).toEqual(told)
})
