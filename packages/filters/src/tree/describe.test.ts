import { describe, expect, it } from 'vitest'
import type { Catalog } from '../catalog.ts'
import { EXAMPLE_CATALOG } from '../conditions/example-catalog.ts'
import { describeFilter } from './describe.ts'
import { parseFilter } from './parse.ts'

const CATALOG: Catalog = {
  ...EXAMPLE_CATALOG,
  fields: [
    ...EXAMPLE_CATALOG.fields,
    { key: 'size1', name: 'Size', type: 'number' },
    { key: 'size2', name: 'Size', type: 'number' },
    { key: 'trick', name: 'City" is "a', type: 'text' },
  ],
}

function check(input: unknown, expected: string) {
  const parsed = parseFilter(input, CATALOG)
  if (!('filter' in parsed)) throw new Error(JSON.stringify(parsed))
  expect(describeFilter(parsed.filter, CATALOG)).toBe(expected)
}

const field = (key: string, op: string, ...values: unknown[]) => ({
  type: 'field',
  field: key,
  op,
  ...(values.length > 0 && { values }),
})
const vip = { type: 'tag', op: 'has_any', tags: ['VIP'] }
const subscribed = { type: 'status', op: 'is', values: ['active'] }

describe('describeFilter', () => {
  it.each<[conditions: unknown[], sentence: string]>([
    [[], 'Everyone'],
    [[vip], 'Tags include any of "VIP"'],
    [[vip, subscribed], 'Tags include any of "VIP" and status is "subscribed"'],
    [[field('city', 'is', 'Jakarta', 'Bandung')], '"City" is any of "Jakarta", "Bandung"'],
    [[field('city', 'is_not', 'Jakarta')], '"City" is not "Jakarta" (or is empty)'],
    [[{ ...subscribed, op: 'is_not' }], 'Status is not "subscribed"'],
    [[field('city', 'is_empty')], '"City" is empty'],
    [[field('country', 'is_not', 'ID')], 'Country is not "Indonesia" (or is empty)'],
    [[field('ltv', 'between', 1, 1e21)], '"Lifetime value" is between 1 and 1e+21'],
    [[field('size2', 'eq', 1)], '"Size" ("size2") equals 1'],
    [[field('trick', 'is', 'b" or city is "c')], '"City\\" is \\"a" is "b\\" or city is \\"c"'],
    [[field('createdAt', 'after', '2026-02-01')], 'Created is after 2026-02-01'],
    [
      [{ type: 'field', field: 'createdAt', op: 'within', window: { last: '60d', before: '30d' } }],
      'Created is in the last 60 days but at least 30 days ago',
    ],
    [
      [{ type: 'field', field: 'createdAt', op: 'not_within', window: { calendar: 'this_week' } }],
      'Created is not this week (or is empty)',
    ],
    [
      [{ type: 'field', field: 'createdAt', op: 'anniversary', window: { next: '7d' }, years: 21 }],
      'Created has its 21st anniversary in the next 7 days',
    ],
    [
      [{ type: 'engagement', event: 'opened', op: 'did', count: { op: 'lte', value: 3 }, kind: 'marketing' }],
      'Opened a marketing message at most 3 times, or never',
    ],
    [
      [
        {
          type: 'engagement',
          event: 'clicked',
          op: 'did_not',
          which: 'last',
          window: { before: '1mo' },
          machine: 'include',
        },
      ],
      'Did not click in a message for the last time at least 1 month ago (counting machines too)',
    ],
    [
      [
        {
          type: 'event',
          name: 'buy',
          op: 'did',
          where: [{ property: 'a', op: 'is', value: 'x' }],
          aggregate: { fn: 'avg', property: 'b', op: 'gt', value: 5 },
        },
      ],
      'Event "buy" happened ("a" is "x") whose average of "b" is greater than 5',
    ],
    [
      [{ type: 'opportunity', op: 'has_not', status: ['won'], count: { op: 'gt', value: 1 } }],
      'Does not have opportunities with status "won" (more than 1 of them)',
    ],
    [[{ type: 'sample', salt: 'a', from: 0, to: 2.5 }], 'Is among 0 % to 2.5 % of everyone by "a"'],
    [[field('vip', 'is_true')], '"VIP" is true'],
    [
      [{ match: 'any', conditions: [vip, subscribed] }, vip],
      '(Tags include any of "VIP" or status is "subscribed") and tags include any of "VIP"',
    ],
    [
      [{ match: 'none', conditions: [vip, subscribed] }, vip],
      'Not (tags include any of "VIP" or status is "subscribed") and tags include any of "VIP"',
    ],
    [[{ match: 'any', conditions: [vip] }, vip], 'Tags include any of "VIP" and tags include any of "VIP"'],
  ])('says of %j', (conditions, sentence) => check({ conditions }, sentence))

  it('cuts long lists with a count and a digest', () => {
    const values = Array.from({ length: 5_000 }, (_, index) => `city ${index}`)
    const parsed = parseFilter({ conditions: [field('city', 'is', ...values)] }, CATALOG)
    const sentence = 'filter' in parsed ? describeFilter(parsed.filter, CATALOG) : ''
    expect(sentence).toMatch(/^"City" is any of "city 0", .*"city 5", … \(5000 in all, digest [0-9a-f]{16}\)$/)
  })

  it('tells things of one name apart, and shows the id of one that is unknown', () => {
    const named = {
      tag: [
        { id: 'tag_1', name: 'a' },
        { id: 'tag_2', name: 'a' },
        { id: 'tag_3', name: 'tag_4' },
      ],
    }
    const filter = { match: 'all' as const, conditions: [{ ...vip, tags: ['tag_1', 'tag_3', 'tag_4'] }] }
    expect(describeFilter(filter, { ...CATALOG, named })).toBe('Tags include any of "a" [tag_1], "tag_4", [tag_4]')
  })
})
