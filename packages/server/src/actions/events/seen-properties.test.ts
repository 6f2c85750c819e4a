import { expect, it } from 'vitest'
import { seenProperties } from './seen-properties.ts'

it('names properties as filters do, with the values that events have and how often', () => {
  const events = [
    { amount: 10, currency: ' IDR ', items: [{ sku: 'A' }, { sku: 'B' }, { sku: 'A' }] },
    { amount: 10, currency: 'EUR', 'a.b': 1, note: 'x'.repeat(101) },
    { amount: 'free', isGift: true, note: ' ' },
    null,
    [{ amount: 3 }],
  ]
  expect(seenProperties(events)).toEqual([
    {
      property: 'amount',
      type: 'number',
      events: 4,
      values: [
        { value: 10, events: 2 },
        { value: 3, events: 1 },
        { value: 'free', events: 1 },
      ],
    },
    {
      property: 'currency',
      type: 'text',
      events: 2,
      values: [
        { value: 'EUR', events: 1 },
        { value: 'IDR', events: 1 },
      ],
    },
    { property: 'isGift', type: 'boolean', events: 1, values: [{ value: true, events: 1 }] },
    {
      property: 'items.sku',
      type: 'text',
      events: 1,
      values: [
        { value: 'A', events: 1 },
        { value: 'B', events: 1 },
      ],
    },
    { property: 'note', type: 'text', events: 1, values: [] },
  ])
})
