import { describe, expect, it } from 'vitest'
import { EXAMPLE_CATALOG, EXAMPLE_NOW } from '../conditions/example-catalog.ts'
import type { Facts } from '../facts.ts'
import { lintFilter } from './lint.ts'
import { parseFilter } from './parse.ts'

const vip = { type: 'tag', op: 'has_any', tags: ['VIP'] }
const status = (op: string, ...values: string[]) => ({ type: 'status', op, values })
const field = (key: string, op: string, ...values: unknown[]) => ({
  type: 'field',
  field: key,
  op,
  ...(values.length > 0 && { values }),
})

/** `code pointer` of each warning. */
function warningsOf(input: unknown, facts: Facts = {}): string[] {
  const parsed = parseFilter(input, EXAMPLE_CATALOG)
  if (!('filter' in parsed)) throw new Error(JSON.stringify(parsed))
  const warnings = lintFilter(parsed.filter, { now: EXAMPLE_NOW, catalog: EXAMPLE_CATALOG }, facts)
  return warnings.map(({ code, pointer }) => (pointer === undefined ? code : `${code} ${pointer}`))
}

describe('lintFilter warns', () => {
  it.each<[what: string, input: unknown, facts: Facts, expected: string[]]>([
    ['of everyone', {}, {}, ['everyone']],
    ['of everyone by count', { conditions: [vip] }, { contacts: { total: 5, matching: 5 } }, ['everyone']],
    ['of nobody', { conditions: [vip] }, { contacts: { total: 5, matching: 0 } }, ['nobody']],
    ['of nothing in an empty project', { conditions: [vip] }, { contacts: { total: 0, matching: 0 } }, ['nobody']],
    ['of all subscribers', { conditions: [status('is', 'active')] }, {}, ['only_subscribed /conditions/0']],
    ['not of subscribers with something', { conditions: [status('is', 'active'), vip] }, {}, []],
    [
      'of exclusion by hand',
      { conditions: [vip, status('is_not', 'bounced')] },
      {},
      ['excluded_by_hand /conditions/1'],
    ],
    [
      'of the same in a group of none',
      { conditions: [vip, { match: 'none', conditions: [status('is', 'unsubscribed', 'bounced')] }] },
      {},
      ['excluded_by_hand /conditions/1/conditions/0'],
    ],
    ['not of looking for them', { conditions: [vip, status('is', 'bounced')] }, {}, []],
    [
      'of a tag nobody carries, and of one nobody gained',
      { conditions: [{ ...vip, tags: ['VIP', 'Customer'] }] },
      {
        tags: new Map([
          ['tag_vip', { carriers: 3, gained: 0 }],
          ['tag_customer', { carriers: 0, gained: 0 }],
        ]),
      },
      ['stale_tag /conditions/0/tags/0', 'unused_tag /conditions/0/tags/1'],
    ],
    [
      'of did not with before',
      { conditions: [{ type: 'engagement', event: 'opened', op: 'did_not', window: { before: '60d' } }] },
      {},
      ['did_not_before /conditions/0'],
    ],
    [
      'of events and properties that nobody has heard of',
      {
        conditions: [
          { type: 'event', name: 'purchases', op: 'did' },
          { type: 'event', name: 'purchase', op: 'did', where: [{ property: 'total', op: 'gt', value: 1 }] },
        ],
      },
      { events: new Map([['purchase', new Set(['amount'])]]) },
      ['unknown_event /conditions/0/name', 'unknown_property /conditions/1'],
    ],
    [
      'of another segment of the same rule in another order',
      { conditions: [vip, field('city', 'is', 'b', 'A')] },
      {
        others: [
          {
            id: 'seg_1',
            name: 'Same',
            filter: { match: 'all', conditions: [field('city', 'is', 'a', 'B'), { ...vip, tags: ['tag_vip'] }] },
          },
        ],
      },
      ['same_as_another'],
    ],
    [
      'of a name that says nothing, and of no use',
      { conditions: [vip] },
      { segment: { id: 'seg_1', name: 'Segment 7', uses: 0 } },
      ['unclear_name', 'unused_segment'],
    ],
    ['of nothing where all is well', { conditions: [vip] }, { segment: { id: 'seg_1', name: 'VIPs', uses: 2 } }, []],
  ])('%s', (_what, input, facts, expected) => expect(warningsOf(input, facts)).toEqual(expected))
})

describe('lintFilter finds contradictions', () => {
  it.each<[one: object, other: object]>([
    [status('is', 'bounced'), status('is', 'subscribed')],
    [status('is', 'bounced'), status('is_not', 'bounced', 'unsubscribed')],
    [field('ltv', 'gt', 5), field('ltv', 'lte', 5)],
    [field('ltv', 'between', 1, 2), field('ltv', 'gte', 2.5)],
    [field('city', 'is', 'a'), field('city', 'is', 'b')],
    [field('city', 'is_empty'), field('city', 'contains', 'b')],
    [vip, { ...vip, op: 'has_none' }],
    [
      { type: 'lost', op: 'is' },
      { match: 'none', conditions: [{ type: 'lost', op: 'is' }] },
    ],
  ])('between %j and %j', (one, other) => {
    const conditions = [one, field('vip', 'is_true'), other]
    expect(warningsOf({ conditions }).filter((warning) => !warning.startsWith('excluded'))).toEqual([
      'contradiction /conditions/2',
    ])
    expect(warningsOf({ match: 'any', conditions })).not.toContain('contradiction /conditions/2')
  })

  it.each<[one: object, other: object]>([
    [field('ltv', 'gte', 5), field('ltv', 'lte', 5)],
    [field('colours', 'is', 'red'), field('colours', 'is', 'green')],
    [field('city', 'contains', 'a'), field('city', 'contains', 'b')],
    [field('city', 'is_not', 'a'), field('city', 'is_empty')],
    [status('is', 'bounced', 'subscribed'), status('is', 'subscribed')],
  ])('but none between %j and %j', (one, other) => {
    expect(warningsOf({ conditions: [one, other] })).not.toContain('contradiction /conditions/1')
  })
})
