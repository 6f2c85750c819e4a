import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Asked,
  createAsked,
  field,
  NOW,
  opened,
  type Page,
  type Problem,
  status,
  subscribed,
} from '../support/asking.ts'
import type { Reply } from '../support/create-product.ts'

let asked: Asked
beforeAll(async () => {
  asked = await createAsked(1500)
})
afterAll(async () => {
  expect(asked.test.errors).toEqual([])
  await asked.test.drop()
})

type Preview = {
  count: number
  warnings: { code: string; detail: string; pointer?: string }[]
  breakdown: {
    values: { value: string; label: string; count: number }[]
    rest: { values: number; count: number }
    missing: number
  }
}
const person = (place: number) => asked.emails[place] ?? ''
const preview = (body: object) => asked.ask<Preview>('preview', body)

describe('breakdown', () => {
  it.each([
    ['status', (value: string) => status(value)],
    ['country', (value: string) => field('country', 'is', value)],
    ['inboxProvider', (value: string) => field('inboxProvider', 'is', value)],
    ['plan', (value: string) => field('plan', 'is', value)],
    ['tag', (value: string) => ({ type: 'tag', op: 'has_any', tags: [value] })],
    ['validation', (value: string) => ({ type: 'validation', op: 'is', values: [value] })],
  ])('by %s counts each value as its filter does, the rest and the missing', async (by, condition) => {
    const filters = { conditions: [status('subscribed', 'unsubscribed')] }
    const { breakdown, count } = await preview({ filters, include: ['breakdown'], breakdown: { by, top: 3 } })
    expect(breakdown.values.length).toBeGreaterThan(0)
    expect(breakdown.values.length).toBeLessThanOrEqual(3)
    const counts = breakdown.values.map((each) => each.count)
    expect(counts).toEqual(counts.toSorted((a, b) => b - a))
    for (const { value, count: shown } of breakdown.values) {
      expect([value, shown]).toEqual([value, await asked.countOf(...filters.conditions, condition(value))])
    }
    const listed = { match: 'any', conditions: breakdown.values.map(({ value }) => condition(value)) }
    const inListed = await asked.countOf(...filters.conditions, listed)
    expect(inListed + breakdown.rest.count + breakdown.missing).toBe(count)
  })

  it('by language counts each language where it stands', async () => {
    await asked.test.request('PATCH', `/v1/contacts/${person(0)}`, { language: 'sw-KE' })
    await asked.test.request('PATCH', `/v1/contacts/${person(1)}`, { language: 'sw' })
    await asked.test.request('PATCH', `/v1/contacts/${person(2)}`, { language: 'sw' })
    const filters = { conditions: [field('language', 'is', 'sw')] }
    const { breakdown, count } = await preview({ filters, breakdown: { by: 'language' } })
    expect([count, breakdown.values.map(({ value, count: of }) => [value, of]), breakdown.missing]).toEqual([
      3,
      [
        ['sw', 2],
        ['sw-KE', 1],
      ],
      0,
    ])
  })

  it.each(['email', 'createdAt', 'nonsense'])('by %s is refused, with what there is', async (by) => {
    const { status: code, body } = await asked.test.read<Problem>('POST', '/v1/segments/preview', {
      filters: {},
      breakdown: { by },
    })
    expect([code, body.errors.map(({ pointer }) => pointer)]).toEqual([422, ['/breakdown/by']])
    expect(body.errors[0]?.detail).toContain('country, language')
  })
})

describe('overlap', () => {
  it('counts every combination and every pair as filters do', async () => {
    const rules = [subscribed, { conditions: [field('country', 'is_not', 'US')] }, { conditions: [opened('did')] }]
    const ids = await Promise.all(rules.map((filters, place) => asked.create(`Overlap ${place}`, { filters })))
    ids.push((await asked.test.read<{ id: string }>('GET', '/v1/segments/By%20hand')).body.id)
    const { segments, regions, pairs, total } = await asked.ask<{
      segments: { id: string; count: number }[]
      regions: { segments: string[]; count: number }[]
      pairs: { segments: string[]; count: number }[]
      total: number
    }>('overlap', { segments: ids })
    const member = (id: string, isIn: boolean) => ({ type: 'segment', op: isIn ? 'in' : 'not_in', segment: id })
    for (let combination = 1; combination < 16; combination += 1) {
      const inside = ids.filter((_, place) => (combination >> place) & 1)
      const found = regions.find(({ segments: names }) => names.join() === inside.join())?.count ?? 0
      expect(found).toBe(await asked.countOf(...ids.map((id) => member(id, inside.includes(id)))))
    }
    expect(regions.every(({ count }) => count > 0)).toBe(true)
    expect(segments.map(({ id }) => id)).toEqual(ids)
    for (const { id, count } of segments) expect(count).toBe(await asked.countOf(member(id, true)))
    expect(pairs).toHaveLength(6)
    for (const pair of pairs)
      expect(pair.count).toBe(await asked.countOf(...pair.segments.map((id) => member(id, true))))
    expect(total).toBe(regions.reduce((sum, { count }) => sum + count, 0))
  })

  it('refuses more than ten, one that nobody has, and one given twice', async () => {
    const refused = (segments: string[]) => asked.test.read<Problem>('POST', '/v1/segments/overlap', { segments })
    const eleven = await refused(Array.from({ length: 11 }, () => 'Openers'))
    expect([eleven.status, eleven.body.errors[0]?.pointer]).toEqual([422, '/segments'])
    const { id } = (await asked.test.read<{ id: string }>('GET', '/v1/segments/Openers')).body
    const wrong = await refused(['Openers', 'Nobody’s', id])
    expect([wrong.status, wrong.body.errors.map(({ pointer }) => pointer)]).toEqual([
      422,
      ['/segments/1', '/segments/2'],
    ])
  })
})

describe('near misses', () => {
  type NearMisses = {
    asked: string
    total: number
    groups: { pointer: string; sentence: string; count: number }[]
    people: Page & { condition: string | null }
  }
  const nearMisses = (body: object) => asked.ask<NearMisses>('near-misses', body)
  const [first, second, third] = [
    status('subscribed'),
    field('country', 'is', 'US', 'DE', 'GB'),
    { type: 'sample', salt: 'near', from: 0, to: 50 },
  ]
  const none = (...conditions: object[]) => ({ match: 'none', conditions })

  it('of all: fail exactly one condition, page by page', async () => {
    const filters = { conditions: [first, second, third] }
    const { groups, total, people } = await nearMisses({ filters, limit: 5 })
    const expected = [
      await asked.countOf(none(first), second, third),
      await asked.countOf(first, none(second), third),
      await asked.countOf(first, second, none(third)),
    ]
    expect(groups.map(({ count }) => count)).toEqual(expected)
    expect(total).toBe(expected.reduce((sum, count) => sum + count, 0))
    expect(people).toMatchObject({ condition: '/filters/conditions/1', total: expected[1] })
    const ids = new Set<string>()
    const condition = '/filters/conditions/0'
    for (let after: string | null = ''; after !== null; ) {
      const page: NearMisses = await nearMisses({ filters, condition, limit: 7, ...(after && { after }) })
      for (const { id } of page.people.data) ids.add(id)
      after = page.people.next_cursor
    }
    expect(ids.size).toBe(expected[0])
  })

  it('of none: exactly one of the excluded conditions applies', async () => {
    const { groups, asked: meant } = await nearMisses({ filters: none(first, second, third) })
    expect(groups.map(({ count }) => count)).toEqual([
      await asked.countOf(first, none(second), none(third)),
      await asked.countOf(none(first), second, none(third)),
      await asked.countOf(none(first), none(second), third),
    ])
    expect(meant).toContain('excluded')
  })

  it('of any: looks into alternatives of several conditions, among those whom no alternative takes in', async () => {
    const filters = { match: 'any', conditions: [{ conditions: [first, second] }, third] }
    const { groups, total } = await nearMisses({ filters })
    const expected = [
      await asked.countOf(none(first), second, none(third)),
      await asked.countOf(first, none(second), none(third)),
    ]
    expect(groups.map(({ pointer, count }) => [pointer, count])).toEqual([
      ['/filters/conditions/0/conditions/0', expected[0]],
      ['/filters/conditions/0/conditions/1', expected[1]],
    ])
    expect(total).toBe((expected[0] ?? 0) + (expected[1] ?? 0))
    const plain = await nearMisses({ filters: { match: 'any', conditions: [first, second] } })
    expect(plain).toMatchObject({ groups: [], total: 0, people: { data: [], total: 0, condition: null } })
    expect(plain.asked).toContain('nobody is nearer')
  })

  it('refuses a condition that is no group', async () => {
    const body = { filters: { conditions: [first] }, condition: '/filters/conditions/1' }
    const refused = await asked.test.read<Problem>('POST', '/v1/segments/near-misses', body)
    expect([refused.status, refused.body.errors[0]?.pointer]).toEqual([422, '/condition'])
  })
})

describe('warnings', () => {
  const codes = async (filters: object, more: object = {}) =>
    (await preview({ filters, ...more })).warnings.map(({ code, pointer }) => (pointer ? `${code} ${pointer}` : code))

  it('know the facts of the project', async () => {
    await asked.test.request('POST', '/v1/tags', { name: 'Nobody’s' })
    const tag = (name: string) => ({ type: 'tag', op: 'has_any', tags: [name] })
    expect(await codes({ conditions: [tag('Nobody’s')] })).toEqual([
      'nobody',
      'unused_tag /filters/conditions/0/tags/0',
    ])
    expect(await codes({ conditions: [field('email', 'is_not_empty'), field('country', 'is', 'AQ')] })).toEqual([
      'nobody',
    ])
    expect(
      await codes({ match: 'any', conditions: [field('country', 'is_not_empty'), field('country', 'is_empty')] }),
    ).toEqual(['everyone'])
    expect(await codes({ conditions: [{ type: 'event', name: 'purchases', op: 'did' }] })).toEqual([
      'nobody',
      'unknown_event /filters/conditions/0/name',
    ])
    const where = [
      { property: 'sku', op: 'is_not_empty' },
      { property: 'colour', op: 'is_empty' },
    ]
    expect(await codes({ conditions: [{ type: 'event', name: 'purchase', op: 'did', where }] })).toEqual([
      'unknown_property /filters/conditions/0',
    ])
    expect(await codes({ conditions: [status('bounced'), status('subscribed')] })).toContain(
      'contradiction /filters/conditions/1',
    )
  })

  it('know the other segments, and the segment itself', async () => {
    const filters = { conditions: [opened('did', { last: '30d' })] }
    expect(await codes(filters)).toEqual(['same_as_another'])
    expect(await codes(filters, { segment: 'Openers' })).toEqual([])
    const long = [new Date(NOW.getTime() - 31 * 86_400_000)]
    await asked.test.product.database.query('update segments set created_at = $1', long)
    expect(await codes(filters, { segment: 'Openers' })).toEqual(['unused_segment'])
    const rule = { conditions: [field('country', 'is', 'US'), field('plan', 'is_not_empty')] }
    const { body } = await asked.test.request<Preview & { id: string }>('POST', '/v1/segments', {
      name: 'Segment 7',
      filters: rule,
    })
    expect(body.warnings.map(({ code }) => code)).toEqual(['unclear_name'])
    const used = { conditions: [{ type: 'segment', op: 'in', segment: body.id }, status('bounced')] }
    await asked.create('User of seven', { filters: used })
    const { warnings } = (await asked.test.read<Preview>('GET', `/v1/segments/${body.id}`)).body
    expect(warnings.map(({ code }) => code)).toEqual(['unclear_name'])
  })
})

describe('a question about what is not there', () => {
  const post = (path: string, body: object) => () => asked.test.read<Problem>('POST', `/v1/segments/${path}`, body)
  const get = (path: string) => () => asked.test.read<Problem>('GET', `/v1/segments/${path}`)

  it.each<[string, () => Promise<Reply<Problem>>, number, string[]]>([
    ['an unknown contact', post('explain', { filters: {}, contact: 'nobody@example.org' }), 404, []],
    ['an unknown contact', get('Openers/explain?contact=nobody@example.org'), 404, []],
    ['an unknown segment', get('Nobody/explain?contact=nobody@example.org'), 404, []],
    ['no contact', get('Openers/explain'), 422, ['?contact']],
    ['no instant', get('Openers/explain?contact=x&at=tomorrow'), 422, ['?at']],
    ['no filter', post('explain', { contact: 'x' }), 422, ['/filters']],
    [
      'a wrong filter',
      post('near-misses', { filters: { conditions: [{ type: 'x' }] } }),
      422,
      ['/filters/conditions/0/type'],
    ],
    ['an unknown include', post('preview', { filters: {}, include: ['everything'] }), 422, ['/include/0']],
    ['too many values', post('preview', { filters: {}, breakdown: { by: 'tag', top: 101 } }), 422, ['/breakdown/top']],
    ['no segments', post('overlap', { segments: [] }), 422, ['/segments']],
  ])('%s is refused', async (_what, send, code, pointers) => {
    const { status: got, body } = await send()
    expect([got, (body.errors ?? []).map(({ pointer }) => pointer)]).toEqual([code, pointers])
  })
})
