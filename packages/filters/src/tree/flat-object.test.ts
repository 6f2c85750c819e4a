import { describe, expect, it } from 'vitest'
import { EXAMPLE_CATALOG } from '../conditions/example-catalog.ts'
import { parseFilter } from './parse.ts'
import { referencesIn } from './references.ts'

const field = (key: string, op: string, ...values: unknown[]) => ({
  type: 'field',
  field: key,
  op,
  ...(values.length > 0 && { values }),
})
const engagement = (parts: object) => ({ type: 'engagement', event: 'opened', op: 'did', ...parts })

/** The entries that a flat object stands for. */
function entriesOf(flat: object): unknown {
  const parsed = parseFilter(flat, EXAMPLE_CATALOG)
  return 'filter' in parsed ? parsed.filter.conditions : parsed.problems
}

describe('the flat form of a filter', () => {
  it.each<[flat: object, entries: object[]]>([
    [{ tags: ['VIP'] }, [{ type: 'tag', op: 'has_any', tags: ['tag_vip'] }]],
    [{ excludeTags: ['VIP'] }, [{ type: 'tag', op: 'has_none', tags: ['tag_vip'] }]],
    [{ status: 'active' }, [{ type: 'status', op: 'is', values: ['subscribed'] }]],
    [{ validationStatus: 'risky' }, [{ type: 'validation', op: 'is', values: ['risky'] }]],
    [{ customFields: { city: ['a', 'b'] } }, [field('city', 'is', 'a', 'b')]],
    [{ customFields: { ltv: ['1', ' 2.50'] } }, [field('ltv', 'eq', 1, 2.5)]],
    [{ customFields: { vip: ['true'] } }, [{ match: 'any', conditions: [field('vip', 'is_true')] }]],
    [{ fields: [{ key: 'country', values: ['indonesia'] }] }, [field('country', 'is', 'ID')]],
    [{ fields: [{ key: 'city', mode: 'not_contains', values: ['a'] }] }, [field('city', 'not_contains', 'a')]],
    [{ fields: [{ key: 'ltv', mode: 'number_between', values: ['1', '2'] }] }, [field('ltv', 'between', 1, 2)]],
    [
      { fields: [{ key: 'vip', mode: 'is_not', values: ['no'] }] },
      [{ match: 'none', conditions: [field('vip', 'is_false')] }],
    ],
    [
      { fields: [{ key: 'birthday', mode: 'date_between', values: ['2000-01-01', '2000-12-31'] }] },
      [field('birthday', 'between', '2000-01-01', '2000-12-31')],
    ],
    [
      { fields: [{ key: 'lastSeen', mode: 'is', values: ['2000-01-01'] }] },
      [{ match: 'any', conditions: [field('lastSeen', 'on', '2000-01-01')] }],
    ],
    [
      { activity: [{ action: 'opened', mode: 'within', unit: 'hours', amount: 48 }] },
      [engagement({ window: { last: '48h' } })],
    ],
    [{ activity: [{ action: 'opened', mode: 'never' }] }, [engagement({ op: 'did_not' })]],
    [
      { activity: [{ action: 'opened', mode: 'before', amount: 60, channel: 'email' }] },
      [engagement({ which: 'last', window: { before: '60d' }, channel: 'email' })],
    ],
    [
      {
        activity: [
          { action: 'opened', mode: 'between', from: '2026-01-01', to: '2026-02-01', campaignId: 'cmp_spring' },
        ],
      },
      [engagement({ window: { from: '2026-01-01', to: '2026-02-01' }, campaigns: ['cmp_spring'] })],
    ],
    [
      { status: 'bounced', groups: [{ match: 'any', tags: ['VIP'] }, { conditions: [{ type: 'lost', op: 'is' }] }] },
      [
        { type: 'status', op: 'is', values: ['bounced'] },
        { match: 'any', conditions: [{ type: 'tag', op: 'has_any', tags: ['tag_vip'] }] },
        { match: 'all', conditions: [{ type: 'lost', op: 'is' }] },
      ],
    ],
    [{ customFields: {} }, []],
  ])('takes %j', (flat, entries) => expect(entriesOf(flat)).toEqual(entries))

  it.each<[flat: object, pointer: string, detail: RegExp]>([
    [{ tags: ['VIP'], conditions: [] }, '/tags', /belongs to the flat form, which has no conditions/],
    [{ tags: ['VIP'], match: 'none' }, '/match', /may be all or any/],
    [{ tags: ['VIP'], tag: [] }, '/tag', /Unknown key "tag"/],
    [{ tags: [] }, '/tags', /an empty list/],
    [{ tags: ['VIP', 'nobody'] }, '/tags/1', /There is no tag "nobody"/],
    [{ excludeTags: 'nobody' }, '/excludeTags', /This is "nobody"/],
    [{ status: 'was' }, '/status', /"was" is not one of the options/],
    [{ validationStatus: 1 }, '/validationStatus', /1 does not fit/],
    [{ customFields: [] }, '/customFields', /an empty list does not fit/],
    [{ customFields: { ctiy: ['a'] } }, '/customFields/ctiy', /There is no field "ctiy"/],
    [{ customFields: { city: 'a' } }, '/customFields/city', /This is "a"/],
    [{ customFields: { ltv: ['1', 'x'] } }, '/customFields/ltv/1', /"x" does not fit/],
    [{ customFields: { vip: ['maybe'] } }, '/customFields/vip/0', /not an operator of VIP/],
    [{ fields: [] }, '/fields', /give a list that is not empty/],
    [{ fields: [{ key: 'city', mode: 'like', values: ['a'] }] }, '/fields/0/mode', /"like" is no mode/],
    [
      { fields: [{ key: 'city', mode: 'number_gt', values: ['1'] }] },
      '/fields/0/mode',
      /"gt" is not an operator of City/,
    ],
    [{ fields: [{ key: 'city', values: ['a', ''] }] }, '/fields/0/values/1', /may not be empty/],
    [{ fields: [{ key: 'city', values: ['a'], op: 'is' }] }, '/fields/0/op', /Unknown key "op"/],
    [{ fields: [{ values: ['a'] }] }, '/fields/0/key', /"field" is missing/],
    [{ fields: [{ key: 'ltv', mode: 'number_gt', values: ['1', '2'] }] }, '/fields/0/values', /a list of 2/],
    [{ fields: ['city'] }, '/fields/0', /"city" does not fit/],
    [{ activity: [{ action: 'read', mode: 'never' }] }, '/activity/0/action', /"read" is no action/],
    [{ activity: [{ action: 'opened', mode: 'never', amount: 3 }] }, '/activity/0/amount', /Unknown key "amount"/],
    [{ activity: [{ action: 'opened', mode: 'within' }] }, '/activity/0/amount', /nothing does not fit/],
    [{ activity: [{ action: 'opened', mode: 'between' }] }, '/activity/0', /an empty window says nothing/i],
    [{ activity: [{ action: 'opened', mode: 'between', from: 'x' }] }, '/activity/0/from', /neither a date/],
    [
      { activity: [{ action: 'opened', mode: 'never', campaignId: 'x' }] },
      '/activity/0/campaignId',
      /There is no campaign/,
    ],
    [{ groups: [{}] }, '/groups/0', /This is an object/],
    [{ groups: [{ match: 'any', tags: ['nobody'] }] }, '/groups/0/tags/0', /There is no tag/],
  ])('refuses %j at %s', (flat, pointer, detail) => {
    expect(entriesOf(flat)).toEqual([{ pointer, detail: expect.stringMatching(detail) }])
  })

  it('is held to the limits of what it stands for', () => {
    const dates = Array.from({ length: 201 }, (_, index) => `2026-01-${String((index % 28) + 1).padStart(2, '0')}`)
    expect(entriesOf({ customFields: { birthday: dates } })).toEqual([
      { pointer: '', detail: expect.stringMatching(/at most 200 conditions/) },
    ])
    expect(entriesOf({ fields: Array(1_000_000).fill({ key: 'city', values: ['a'] }) })).toEqual([
      { pointer: '/fields/200', detail: expect.stringMatching(/at most 200 conditions/) },
    ])
    expect(entriesOf({ tags: Array(5_001).fill('VIP') })).toEqual([
      { pointer: '/tags', detail: expect.stringMatching(/5001 entries/) },
    ])
    let groups: object = { tags: ['VIP'] }
    for (let depth = 1; depth < 9; depth++) groups = { groups: [groups] }
    expect(entriesOf(groups)).toEqual([
      { pointer: '/groups/0'.repeat(8), detail: expect.stringMatching(/nested 8 deep/) },
    ])
  })

  it('tells what it mentions', () => {
    const flat = { tags: ['VIP'], groups: [{ activity: [{ action: 'opened', mode: 'never', campaignId: 'cmp_1' }] }] }
    expect(referencesIn(flat)).toEqual({ tag: ['VIP'], campaign: ['cmp_1'] })
  })
})
