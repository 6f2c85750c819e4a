import { describe, expect, it } from 'vitest'
import type { Catalog } from '../catalog.ts'
import { EXAMPLE_CATALOG } from '../conditions/example-catalog.ts'
import { parseFilter } from './parse.ts'

const CATALOG: Catalog = {
  ...EXAMPLE_CATALOG,
  timezone: 'Asia/Jakarta',
  named: {
    tag: [
      { id: 'tag_vip', name: 'VIP' },
      { id: 'tag_cafe', name: 'café' },
      { id: 'tag_one', name: 'twice' },
      { id: 'tag_two', name: 'twice' },
      { id: 'tag_odd', name: 'tag_vip' },
    ],
  },
}

const field = (key: string, op: string, values?: unknown) => ({
  type: 'field',
  field: key,
  op,
  ...(values !== undefined && { values }),
})
const tags = (...names: unknown[]) => ({ type: 'tag', op: 'has_any', tags: names })

/** The condition as it is stored when it is the filter's only one. */
function normalised(condition: unknown): unknown {
  const parsed = parseFilter({ conditions: [condition] }, CATALOG)
  return 'filter' in parsed ? parsed.filter.conditions[0] : parsed
}

/** `pointer detail` of each problem. */
function problemsOf(input: unknown): string[] {
  const parsed = parseFilter(input, CATALOG)
  return 'problems' in parsed ? parsed.problems.map(({ pointer, detail }) => `${pointer} ${detail}`) : []
}

describe('parseFilter normalises', () => {
  it.each([
    ['a tag by name', tags('VIP'), tags('tag_vip')],
    ['a tag by id, even if another has that name', tags('tag_vip'), tags('tag_vip')],
    ['space around a name, decomposed letters and repetition', tags(' cafe\u0301 ', 'tag_cafe'), tags('tag_cafe')],
    [
      'aliases of a status',
      status('active', 'pending', 'hard_bounce', 'bounced'),
      status('subscribed', 'non-subscribed', 'bounced'),
    ],
    ['texts', field('city', 'is', [' e\u0301 ', 'é', 'É']), field('city', 'is', ['é', 'É'])],
    ['numbers', field('ltv', 'eq', [-0, 0, 1]), field('ltv', 'eq', [0, 1])],
    ['countries', field('country', 'is', ['indonesia', 'ID', 'uk']), field('country', 'is', ['ID', 'GB'])],
    ['languages', field('language', 'is', ['EN_gb']), field('language', 'is', ['en-GB'])],
    [
      'instants',
      field('createdAt', 'on', ['2026-02-01T00:00:00.9+07:00']),
      field('createdAt', 'on', ['2026-01-31T17:00:00Z']),
    ],
    [
      'bare dates of an instant field not at all',
      field('createdAt', 'on', ['2026-02-01']),
      field('createdAt', 'on', ['2026-02-01']),
    ],
    ['an operator without operand', field('vip', 'is_true'), field('vip', 'is_true')],
  ])('%s', (_what, condition, expected) => expect(normalised(condition)).toEqual(expected))

  function status(...values: string[]) {
    return { type: 'status', op: 'is', values }
  }

  it('the absent match to all, and {} to everyone', () => {
    const nested = { conditions: [{ conditions: [tags('VIP')] }] }
    const expected = { match: 'all', conditions: [{ match: 'all', conditions: [tags('tag_vip')] }] }
    expect(parseFilter(nested, CATALOG)).toEqual({ filter: expected })
    for (const everyone of [{}, { conditions: [] }, { match: 'all', conditions: [] }]) {
      expect(parseFilter(everyone, CATALOG)).toEqual({ filter: { match: 'all', conditions: [] } })
    }
  })
})

describe('parseFilter refuses', () => {
  it.each<[input: unknown, problem: RegExp]>([
    [null, /^ This is null: a group is an object/],
    [[], /^ This is an empty list: a group/],
    ['everyone', /^ This is "everyone": a group/],
    [tags('VIP'), /^ This is a condition; a filter is a group/],
    [{ match: 'all' }, /^\/conditions "conditions" is missing/],
    [{ match: 'any', conditions: [] }, /^\/conditions This group is empty/],
    [{ conditions: { 0: tags('VIP') } }, /^\/conditions This is an object/],
    [{ match: null, conditions: [tags('VIP')] }, /^\/match null is no way to match: it may be all, any or none\.$/],
    [{ match: 'nome', conditions: [tags('VIP')] }, /^\/match "nome" .* Did you mean "none"\?$/],
    [
      { conditions: [], tags: ['VIP'] },
      /^\/tags Unknown key "tags"\. A group takes match and conditions\. It belongs to the flat form, which has no conditions\.$/,
    ],
    [{ conditions: [], 'a/b~c': 1 }, /^\/a~1b~0c Unknown key/],
    [JSON.parse('{"conditions":[],"__proto__":{"match":"none"}}'), /^\/__proto__ Unknown key "__proto__"/],
  ])('the filter %j', (input, problem) => expect(problemsOf(input)).toEqual([expect.stringMatching(problem)]))

  it.each<[condition: unknown, problem: RegExp]>([
    [{}, /^ This is an object: a group is .*, and a condition is an object with "type"/],
    [null, /^ This is null/],
    [{ conditions: [] }, /^\/conditions This group is empty/],
    [{ type: 'tags' }, /^\/type "tags" is not a type of condition: it may be .*\. Did you mean "tag"\?$/],
    [{ type: 'workflow', workflow: 'Welcome', op: 'in' }, /^\/type "workflow" is not a type/],
    [{ type: ['tag'] }, /^\/type a list is not a type/],
    [{ type: 'tag', tags: ['VIP'] }, /^\/op "op" is missing: it takes has_any, has_all or has_none\.$/],
    [{ type: 'tag', op: 'has', tags: ['VIP'] }, /^\/op "has" is not an operator of Tags/],
    [
      { ...tags('VIP'), op: 'has_none', applied: { last: '30d' } },
      /^\/applied Unknown key "applied"\. A condition with "has_none" takes type, op and tags\.$/,
    ],
    [tags('vip'), /^\/tags\/0 There is no tag "vip": .* Did you mean "VIP"\?$/],
    [tags('VIP', 'twice'), /^\/tags\/1 Several tags are named "twice", among them tag_one and tag_two/],
    [tags(), /^\/tags This is an empty list: "has_any" takes a list of one or more tag names or ids\.$/],
    [
      { type: 'status', op: 'is', values: ['Subscribed'] },
      /^\/values\/0 "Subscribed" is not one of the options: .* Did you mean "subscribed"\?$/,
    ],
    [{ type: 'status', op: 'is_empty' }, /^\/op "is_empty" is not an operator of Status: it takes is or is_not\.$/],
    [{ type: 'field', op: 'is', values: ['a'] }, /^\/field "field" is missing/],
    [field('ctiy', 'is', ['a']), /^\/field There is no field "ctiy": .* Did you mean "city"\?$/],
    [field('City', 'is', ['a']), /^\/field There is no field "City"/],
    [field('__proto__', 'is', ['a']), /^\/field There is no field/],
    [field('city', 'gt', [1]), /^\/op "gt" is not an operator of City: it takes is, is_not, contains/],
    [field('city', 'is'), /^\/values This is missing: "is" takes/],
    [field('city', 'is', 'Jakarta'), /^\/values This is "Jakarta": "is" takes a list of one or more texts\.$/],
    [field('city', 'is', []), /^\/values This is an empty list/],
    [field('city', 'is', ['a', ' ']), /^\/values\/1 A value may not be empty/],
    [field('city', 'is', ['a', 12]), /^\/values\/1 12 does not fit: "is" takes/],
    [field('city', 'is', ['a\u0000']), /^\/values\/0 A text may contain neither U\+0000/],
    [field('city', 'is', ['\ud800']), /^\/values\/0 A text may contain neither/],
    [
      field('city', 'is_empty', []),
      /^\/values Unknown key "values"\. A condition with "is_empty" takes type, field and op\.$/,
    ],
    [field('ltv', 'gt', ['12']), /^\/values\/0 "12" does not fit: "gt" takes a list of one number\.$/],
    [field('ltv', 'gt', [1, 2]), /^\/values This is a list of 2/],
    [field('ltv', 'gt', [Number.NaN]), /^\/values\/0 NaN does not fit/],
    [field('ltv', 'between', [1]), /^\/values This is a list of 1: "between" takes a list of two numbers/],
    [
      field('ltv', 'between', [2, 1]),
      /^\/values \[2, 1\] does not fit: the lower bound comes first, and 2 is above 1\.$/,
    ],
    [field('birthday', 'before', ['2023-02-29']), /^\/values\/0 "2023-02-29" is not a date/],
    [field('birthday', 'before', ['2023-02-28T00:00:00Z']), /^\/values\/0 .* is not a date/],
    [field('birthday', 'on', ['--02-28']), /^\/values\/0 "--02-28" is not a date/],
    [
      field('birthday', 'between', ['2024-01-02', '2024-01-01']),
      /^\/values \[.*\] does not fit: the earlier (date|moment) comes first/,
    ],
    [field('createdAt', 'before', ['2026-02-01T00:00:00']), /^\/values\/0 .* is neither a date/],
    // The day begins at 17:00Z of the day before in this project's zone.
    [
      field('createdAt', 'between', ['2026-02-01', '2026-01-31T16:59:59Z']),
      /^\/values \[.*\] does not fit: the earlier (date|moment) comes first/,
    ],
    [
      field('createdAt', 'between', ['2026-02-01T17:00:00Z', '2026-02-01']),
      /^\/values \[.*\] does not fit: the earlier (date|moment) comes first/,
    ],
    [
      field('plan', 'is', ['Pro']),
      /^\/values\/0 "Pro" is not one of the options: "free", "pro" or "team"\. Did you mean "pro"\?$/,
    ],
    [field('country', 'is', ['Atlantis']), /^\/values\/0 "Atlantis" is not a country/],
  ])('the condition %j', (condition, problem) => {
    const inside = new RegExp(problem.source.replace('^', '^/conditions/1'))
    expect(problemsOf({ conditions: [tags('VIP'), condition] })).toEqual([expect.stringMatching(inside)])
  })

  it('everything that is wrong at once, each in its place', () => {
    const input = {
      match: 'some',
      conditions: [
        { match: 'any', conditions: [field('city', 'is', ['']), { type: 'status', op: 'was', since: 1 }] },
        tags('nobody', 'VIP', 5),
        field('nothing', 'is', ['a']),
      ],
    }
    expect(problemsOf(input).map((problem) => problem.split(' ', 1)[0])).toEqual([
      '/match',
      '/conditions/0/conditions/0/values/0',
      '/conditions/0/conditions/1/op',
      '/conditions/0/conditions/1/since',
      '/conditions/1/tags/2',
      '/conditions/2/field',
    ])
  })

  it('no more than 50 things at once', () => {
    const conditions = Array.from({ length: 200 }, () =>
      tags(...Array.from({ length: 100 }, (_, index) => `none ${index}`)),
    )
    expect(problemsOf({ conditions })).toHaveLength(50)
  })
})

describe('parseFilter accepts between', () => {
  it.each([
    [['2026-02-01', '2026-01-31T17:00:00Z']],
    [['2026-02-01T16:59:59Z', '2026-02-01']],
    [['2026-02-01', '2026-02-01']],
  ])('%j, which overlap in Jakarta', (values) => {
    expect(normalised(field('createdAt', 'between', values))).toEqual(field('createdAt', 'between', values))
  })

  it('a day that its zone skipped and itself', () => {
    const filter = { match: 'all', conditions: [field('createdAt', 'between', ['2011-12-30', '2011-12-30'])] }
    expect(parseFilter(filter, { ...CATALOG, timezone: 'Pacific/Apia' })).toEqual({ filter })
  })
})

describe('parseFilter reads own properties only', () => {
  it('and not what somebody put on the prototype of all objects', () => {
    const before = parseFilter({ conditions: [{ type: 'tag', op: 'has_any' }] }, CATALOG)
    const pollution = { tags: ['VIP'], values: ['a'], match: 'none', conditions: [], type: 'tag' }
    try {
      for (const [key, value] of Object.entries(pollution))
        Object.defineProperty(Object.prototype, key, { value, configurable: true })
      expect(parseFilter({ conditions: [{ type: 'tag', op: 'has_any' }] }, CATALOG)).toEqual(before)
      const everyone = { filter: { match: 'all', conditions: [] } }
      expect([parseFilter({}, CATALOG), parseFilter({ match: 'all', conditions: [] }, CATALOG)]).toEqual([
        everyone,
        everyone,
      ])
      expect(parseFilter({ conditions: [] }, CATALOG)).toEqual(everyone)
      expect(problemsOf({ match: 'all' })).toHaveLength(1)
    } finally {
      for (const key of Object.keys(pollution)) Reflect.deleteProperty(Object.prototype, key)
    }
    expect('problems' in before).toBe(true)
  })
})
