import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Catalog } from '../catalog.ts'
import type { ExampleContact } from '../conditions/condition.ts'
import { EXAMPLE_CATALOG, EXAMPLE_NOW } from '../conditions/example-catalog.ts'
import { exampleRow } from '../conditions/example-row.ts'
import { evaluateRow } from '../row/evaluate-row.ts'
import { instantText, parseInstant } from '../values/instant.ts'
import { type Explanation, explainRow, nextChange } from './explain.ts'
import { lowerFilter } from './lower.ts'
import { parseFilter } from './parse.ts'

const at = (text: string): number => parseInstant(text) ?? Number.NaN
const opened = (parts: object) => ({ type: 'engagement', event: 'opened', op: 'did', ...parts })
const openedAt = (...times: string[]): ExampleContact => ({
  events: { 'message:opened': times.map((time) => ({ at: at(time) })) },
})

function explained(input: unknown, contact: ExampleContact, catalog: Catalog = EXAMPLE_CATALOG): Explanation {
  const parsed = parseFilter(input, catalog)
  if (!('filter' in parsed)) throw new Error(JSON.stringify(parsed))
  return explainRow(parsed.filter, { now: EXAMPLE_NOW, catalog }, exampleRow(contact))
}

function changeOf(input: unknown, contact: ExampleContact, catalog?: Catalog): string | null {
  const { changesAt } = explained(input, contact, catalog)
  return changesAt === null ? null : instantText(changesAt)
}

// Now is 2026-02-11T12:00:00Z, a Wednesday.
describe('explainRow finds the first second at which the whole answer changes', () => {
  it.each<[what: string, condition: object, contact: ExampleContact, expected: string | null]>([
    ['a window left', opened({ window: { last: '30d' } }), openedAt('2026-02-01T10:00:00Z'), '2026-03-03T10:00:00Z'],
    [
      'the last of several events',
      opened({ window: { last: '1d' } }),
      openedAt('2026-02-11T10:00:00Z', '2026-02-11T11:00:00Z'),
      '2026-02-12T11:00:00Z',
    ],
    [
      'one too few',
      opened({ window: { last: '1d' }, count: { op: 'gte', value: 2 } }),
      openedAt('2026-02-11T10:00:00Z', '2026-02-11T11:00:00Z'),
      '2026-02-12T10:00:00Z',
    ],
    [
      'a window entered',
      opened({ window: { before: '30d' } }),
      openedAt('2026-02-01T10:00:00Z'),
      '2026-03-03T10:00:00Z',
    ],
    ['an event yet to come', opened({}), openedAt('2026-02-11T12:00:01Z'), '2026-02-11T12:00:01Z'],
    [
      'a week gone by',
      opened({ window: { calendar: 'this_week' } }),
      openedAt('2026-02-09T00:00:00Z'),
      '2026-02-16T00:00:00Z',
    ],
    [
      'nothing more',
      opened({ window: { from: '2026-01-01', to: '2026-03-01' } }),
      openedAt('2026-02-01T10:00:00Z'),
      null,
    ],
    ['not in ten years', opened({ window: { last: '11y' } }), openedAt('2026-02-01T10:00:00Z'), null],
    ['the tenth year', opened({ window: { last: '10y' } }), openedAt('2026-02-11T12:00:00Z'), '2036-02-11T12:00:00Z'],
    [
      'a birthday',
      { type: 'field', field: 'birthday', op: 'anniversary', window: { next: '7d' } },
      { columns: { 'fields.birthday': 11_016 } },
      '2026-02-22T00:00:00Z',
    ],
    [
      'a date reached',
      { type: 'field', field: 'birthday', op: 'within', window: { next: '7d' } },
      { columns: { 'fields.birthday': 20_516 } },
      '2026-02-26T00:00:00Z',
    ],
    [
      'the last event’s day',
      { type: 'field', field: 'lastOpenedAt', op: 'not_within', window: { last: '60d' } },
      openedAt('2026-01-01T00:00:00Z'),
      '2026-03-02T00:00:00Z',
    ],
    [
      'a tag put on',
      { type: 'tag', op: 'has_any', tags: ['VIP'], applied: { last: '7d' } },
      { since: { 'tag:tag_vip': at('2026-02-10T00:00:00Z') } },
      '2026-02-17T00:00:00Z',
    ],
    [
      'a stage',
      { type: 'opportunity', op: 'has', window: { before: '1mo' } },
      {
        opportunities: [
          {
            pipeline: 'pip_sales',
            stage: 'stg_new',
            status: 'open',
            value: null,
            stageSince: at('2026-01-31T00:00:00Z'),
          },
        ],
      },
      '2026-03-01T00:00:00Z',
    ],
    ['a city, which time does not change', { type: 'field', field: 'city', op: 'is', values: ['a'] }, {}, null],
  ])('%s', (_what, condition, contact, expected) =>
    expect(changeOf({ conditions: [condition] }, contact)).toBe(expected),
  )

  it('looks past changes that cancel each other out or leave the answer as it is', () => {
    const contact = openedAt('2026-02-01T10:00:00Z')
    const [recently, longAgo] = [opened({ window: { last: '30d' } }), opened({ window: { before: '30d' } })]
    expect(changeOf({ match: 'any', conditions: [recently, longAgo] }, contact)).toBeNull()
    const later = opened({ window: { last: '60d' } })
    expect(changeOf({ match: 'any', conditions: [recently, later] }, contact)).toBe('2026-04-02T10:00:00Z')
  })

  it('knows of campaigns that are launched in between', () => {
    const catalog = {
      ...EXAMPLE_CATALOG,
      launches: [
        { campaign: 'cmp_spring', at: 1_769_000_000 },
        { campaign: 'cmp_winter', at: EXAMPLE_NOW + 60 },
      ],
    }
    const contact = { events: { 'message:opened': [{ at: 1_770_000_000, campaign: 'cmp_spring' }] } }
    expect(changeOf({ conditions: [opened({ campaigns: { last: 1 } })] }, contact, catalog)).toBe(
      '2026-02-11T12:01:00Z',
    )
  })
})

describe('explainRow follows segments', () => {
  const rule = (conditions: object[]) => {
    const parsed = parseFilter({ conditions }, EXAMPLE_CATALOG)
    if (!('filter' in parsed)) throw new Error(JSON.stringify(parsed))
    return parsed.filter
  }
  const quiet = rule([opened({ op: 'did_not', window: { last: '30d' } })])
  const catalog: Catalog = {
    ...EXAMPLE_CATALOG,
    named: { segment: [{ id: 'seg_quiet', name: 'Quiet', filter: quiet }] },
  }
  const quietSince = (since: object) => ({ conditions: [{ type: 'segment', op: 'in', segment: 'Quiet', since }] })

  it('into their own windows', () => {
    const filter = { conditions: [{ type: 'segment', op: 'not_in', segment: 'Quiet' }] }
    expect(changeOf(filter, openedAt('2026-02-01T10:00:00Z'), catalog)).toBe('2026-03-03T10:00:00Z')
  })

  it('counting from when the contact will have entered', () => {
    expect(changeOf(quietSince({ before: '7d' }), openedAt('2026-02-01T10:00:00Z'), catalog)).toBe(
      '2026-03-10T10:00:00Z',
    )
    expect(changeOf(quietSince({ last: '7d' }), openedAt('2026-02-01T10:00:00Z'), catalog)).toBe('2026-03-03T10:00:00Z')
  })

  it('counting from when the contact has entered', () => {
    const contact = { since: { 'segment:seg_quiet': at('2026-02-10T00:00:00Z') } }
    expect(changeOf(quietSince({ before: '7d' }), contact, catalog)).toBe('2026-02-17T00:00:00Z')
    expect(changeOf(quietSince({ last: '7d' }), contact, catalog)).toBe('2026-02-17T00:00:00Z')
  })

  it('judging each once, however often they refer to each other', () => {
    const doubled = (to: string) => ({ type: 'segment', op: 'in', segment: to })
    const segments = Array.from({ length: 60 }, (_, index) => ({
      id: `s${index}`,
      name: `S${index}`,
      filter:
        index === 0
          ? quiet
          : { match: 'all' as const, conditions: [doubled(`s${index - 1}`), doubled(`s${index - 1}`)] },
    }))
    const deep = { ...EXAMPLE_CATALOG, named: { segment: segments } }
    expect(changeOf({ conditions: [doubled('s59')] }, openedAt('2026-02-01T10:00:00Z'), deep)).toBe(
      '2026-03-03T10:00:00Z',
    )
  })
})

describe('explainRow shows what decided', () => {
  it.each<[what: string, condition: object, contact: ExampleContact, evidence: object[]]>([
    [
      'a value',
      { type: 'field', field: 'city', op: 'is', values: ['a'] },
      { columns: { 'fields.city': 'b' } },
      [{ of: 'column', column: 'fields.city', value: 'b' }],
    ],
    [
      'a missing value',
      { type: 'field', field: 'city', op: 'is_not', values: ['a'] },
      {},
      [{ of: 'column', column: 'fields.city', value: null }],
    ],
    [
      'a set, and since when',
      { type: 'tag', op: 'has_any', tags: ['VIP'] },
      { since: { 'tag:tag_vip': 5 } },
      [{ of: 'set', set: 'tag:tag_vip', isIn: true, since: 5 }],
    ],
    [
      'the latest events that count',
      opened({ window: { last: '30d' } }),
      openedAt('2026-02-01T10:00:00Z', '2025-02-01T10:00:00Z', '2026-02-02T10:00:00Z'),
      [
        {
          of: 'events',
          event: 'message:opened',
          count: 2,
          latest: [{ at: at('2026-02-02T10:00:00Z') }, { at: at('2026-02-01T10:00:00Z') }],
        },
      ],
    ],
    [
      'what they come to',
      { type: 'event', name: 'buy', op: 'did', aggregate: { fn: 'sum', property: 'a', op: 'gt', value: 5 } },
      {
        events: {
          'event:buy': [
            { at: 1, properties: { a: 0.1 } },
            { at: 2, properties: { a: 0.2 } },
          ],
        },
      },
      [{ of: 'events', event: 'event:buy', count: 2, latest: [expect.anything(), expect.anything()], total: '0.3' }],
    ],
    [
      'a membership',
      { type: 'segment', op: 'in', segment: 'Subscribed' },
      { columns: { status: 'subscribed' } },
      [{ of: 'segment', segment: 'seg_subscribed', isIn: true }],
    ],
    [
      'a share',
      { type: 'sample', salt: 'holdout-2026', from: 0, to: 10 },
      { idBytes: Array(16).fill(255) },
      [{ of: 'sample', bucket: 6866 }],
    ],
    ['nothing', { type: 'opportunity', op: 'has' }, {}, [{ of: 'opportunities', count: 0, some: [] }]],
  ])('%s', (_what, condition, contact, evidence) => {
    expect(explained({ match: 'none', conditions: [condition] }, contact).tree).toMatchObject({
      match: 'none',
      conditions: [
        { condition: expect.objectContaining({ type: expect.any(String) }), sentence: expect.any(String), evidence },
      ],
    })
  })
})

describe('the first change of a count, a sum or a first event', () => {
  const HOUR = 3_600
  const offset = fc.integer({ min: -3 * HOUR, max: 2 * HOUR })
  const window = fc.constantFrom(
    {},
    { last: '1h' },
    { last: '2h' },
    { before: '1h' },
    { last: '2h', before: '1h' },
    { calendar: 'today' },
    { from: '2026-02-11T11:00:00Z', to: '2026-02-11T13:00:00Z' },
  )
  const op = fc.constantFrom('eq', 'neq', 'gt', 'lt')
  const question = fc.oneof(
    fc.record({ count: fc.record({ op, value: fc.integer({ min: 0, max: 4 }) }) }),
    fc.record({ which: fc.constantFrom('first', 'last') }),
    fc.record({
      aggregate: fc.record({
        fn: fc.constantFrom('sum', 'avg', 'min', 'max'),
        property: fc.constant('a'),
        op,
        value: fc.constantFrom(0, 1, 2, 3),
      }),
    }),
  )

  it('is found where asking at every instant at which anything could change finds it', () => {
    fc.assert(
      fc.property(fc.array(offset, { maxLength: 6 }), window, question, (offsets, when, what) => {
        const condition = {
          ...{ type: 'event', name: 'buy', op: 'did', ...what },
          ...(Object.keys(when).length > 0 && { window: when }),
        }
        const parsed = parseFilter({ conditions: [condition] }, EXAMPLE_CATALOG)
        if (!('filter' in parsed)) throw new Error(JSON.stringify(parsed))
        const { filter } = parsed
        const events = offsets.map((one, index) => ({ at: EXAMPLE_NOW + one, properties: { a: index % 3 } }))
        const row = exampleRow({ events: { 'event:buy': events } })
        const answerAt = (now: number) => evaluateRow(lowerFilter(filter, { now, catalog: EXAMPLE_CATALOG }), row)
        const midnight = EXAMPLE_NOW + 12 * HOUR
        const instants = [...events.flatMap((event) => [event.at, event.at + HOUR, event.at + 2 * HOUR]), midnight]
          .filter((now) => now > EXAMPLE_NOW)
          .sort((a, b) => a - b)
        const expected = instants.find((now) => answerAt(now) !== answerAt(EXAMPLE_NOW)) ?? null
        expect(nextChange(filter, { now: EXAMPLE_NOW, catalog: EXAMPLE_CATALOG }, row)).toBe(expected)
      }),
      { numRuns: 3_000 },
    )
  })
})
