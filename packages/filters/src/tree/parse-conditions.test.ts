import { describe, expect, it } from 'vitest'
import type { Catalog } from '../catalog.ts'
import { EXAMPLE_CATALOG } from '../conditions/example-catalog.ts'
import { parseFilter } from './parse.ts'

/** The condition as it is stored, or `pointer detail` of each problem. */
function stored(condition: unknown, catalog: Catalog = EXAMPLE_CATALOG): unknown {
  const parsed = parseFilter({ conditions: [condition] }, catalog)
  if ('filter' in parsed) return parsed.filter.conditions[0]
  return parsed.problems.map(({ pointer, detail }) => `${pointer.replace('/conditions/0', '')} ${detail}`)
}

const opened = (parts: object) => ({ type: 'engagement', event: 'opened', op: 'did', ...parts })
const purchase = (parts: object) => ({ type: 'event', name: 'purchase', op: 'did', ...parts })
const within = (field: string, window: unknown, op = 'within') => ({ type: 'field', field, op, window })
const born = (parts: object) => ({ type: 'field', field: 'birthday', op: 'anniversary', ...parts })

describe('a condition is stored', () => {
  it.each<[what: string, given: object, expected: object]>([
    [
      'without what its absence means',
      opened({ which: 'any', kind: 'any', machine: 'exclude' }),
      { type: 'engagement', event: 'opened', op: 'did' },
    ],
    [
      'with aliases resolved',
      { type: 'engagement', event: 'received', op: 'did' },
      { type: 'engagement', event: 'sent', op: 'did' },
    ],
    [
      'with ids for names',
      opened({ campaigns: [' Spring', 'cmp_winter'] }),
      opened({ campaigns: ['cmp_spring', 'cmp_winter'] }),
    ],
    [
      'with times in UTC',
      opened({ window: { from: '2026-01-01T00:00:00+07:00' } }),
      opened({ window: { from: '2025-12-31T17:00:00Z' } }),
    ],
    ['with texts tidied', purchase({ name: ' purchase ' }), purchase({})],
    [
      'with stages by id, of every pipeline that has them',
      { type: 'opportunity', op: 'has', stages: ['Qualified', 'New'] },
      { type: 'opportunity', op: 'has', stages: ['stg_qualified', 'stg_new'] },
    ],
    [
      'with each value once',
      { type: 'suppression', op: 'is', reasons: ['bounce', 'bounce'] },
      { type: 'suppression', op: 'is', reasons: ['bounce'] },
    ],
    [
      'with a window that is empty by chance',
      opened({ window: { calendar: 'today', before: '1y' } }),
      opened({ window: { before: '1y', calendar: 'today' } }),
    ],
    [
      'with durations that may be longer',
      opened({ window: { last: '1mo', before: '30d' } }),
      opened({ window: { last: '1mo', before: '30d' } }),
    ],
    ['with years', born({ window: { next: '366d' }, years: 18 }), born({ window: { next: '366d' }, years: 18 })],
  ])('%s', (_what, given, expected) => expect(stored(given)).toEqual(expected))
})

describe('a window is refused', () => {
  it.each<[window: unknown, problem: RegExp]>([
    [{}, /^\/window An empty window says nothing/],
    ['30d', /^\/window "30d" does not fit: give a window/],
    [{ last: '30 days' }, /^\/window\/last "30 days" is not a duration/],
    [{ last: '030d' }, /^\/window\/last .* is not a duration/],
    [{ last: '10000d' }, /^\/window\/last .* is not a duration/],
    [{ last: '0d' }, /^\/window\/last .* is not a duration/],
    [{ last: 30 }, /^\/window\/last 30 does not fit/],
    [{ next: '7d' }, /^\/window\/next Unknown key "next"/],
    [{ calendar: 'tomorrow' }, /^\/window\/calendar "tomorrow" does not fit/],
    [{ from: '2026-13-01' }, /^\/window\/from "2026-13-01" is neither a date/],
    [{ from: '2026-02-01', to: '2026-02-01' }, /^\/window .*"from" lies before "to"/],
    [{ from: '2026-02-01', to: '2026-01-31T23:59:59Z' }, /^\/window .*"from" lies before "to"/],
    [{ last: '30d', before: '30d' }, /^\/window .*30d is not longer than 30d/],
    [{ last: '1mo', before: '31d' }, /^\/window .*not longer/],
    [{ last: '12mo', before: '1y' }, /^\/window .*not longer/],
  ])('%j', (window, problem) => expect(stored(opened({ window }))).toEqual([expect.stringMatching(problem)]))

  it.each<[condition: object, problem: RegExp]>([
    [within('birthday', { last: '24h' }), /^\/window\/last "24h" does not fit: dates have no hours/],
    [within('birthday', { from: '2026-01-01T00:00:00Z' }), /^\/window\/from .* is not a date/],
    [within('createdAt', { last: '7d', next: '7d' }), /^\/window .*both in the last and in the next/],
    [within('createdAt', undefined), /^\/window This is missing: "within" takes "window"/],
    [{ ...within('createdAt', { last: '7d' }), values: [] }, /^\/values Unknown key "values"/],
    [within('city', { last: '7d' }), /^\/op "within" is not an operator of City/],
    [born({ window: { calendar: 'today', next: '7d' } }), /^\/window An anniversary is asked of/],
    [born({ window: { calendar: 'this_week' } }), /^\/window\/calendar/],
    [born({ window: { next: '367d' } }), /^\/window\/next .*up to 366 days/],
    [born({ window: { next: '1w' } }), /^\/window\/next/],
    [born({ window: { next: '1d' }, years: 0 }), /^\/years 0 does not fit/],
    [born({ years: 18 }), /^\/window This is missing|^\/window .* does not fit/],
    [{ type: 'tag', op: 'has_any', tags: ['VIP'], applied: { next: '1d' } }, /^\/applied\/next Unknown key/],
  ])('of %j', (condition, problem) => expect(stored(condition)).toEqual([expect.stringMatching(problem)]))
})

describe('a condition is refused', () => {
  it.each<[condition: object, problem: RegExp]>([
    [{ type: 'engagement', op: 'did' }, /^\/event This is missing: give one option/],
    [opened({ event: 'read' }), /^\/event "read" is not one of the options/],
    [opened({ op: 'had' }), /^\/op "had" is not an operator of Engagement: it takes did or did_not/],
    [opened({ link: { op: 'is', value: 'a' } }), /^\/link Only clicks have a link/],
    [opened({ which: 'last', count: { op: 'gte', value: 1 } }), /^\/count "which": "last" means one event/],
    [opened({ count: { op: 'gte', value: 1.5 } }), /^\/count\/value 1\.5 does not fit: things are counted/],
    [opened({ count: { op: 'eq', values: [1, -1] } }), /^\/count\/values\/1 -1 does not fit/],
    [opened({ count: { op: 'gte', values: [1] } }), /^\/count\/values "gte" takes one "value"/],
    [opened({ count: { op: 'between', value: 1 } }), /^\/count\/value "between" takes two "values"/],
    [opened({ count: { op: 'between', values: [2, 1] } }), /^\/count\/values This does not fit: the lower bound/],
    [opened({ count: { op: 'eq', value: 1, values: [1] } }), /^\/count\/values Exactly one/],
    [opened({ count: { op: 'eq' } }), /^\/count\/value This is missing/],
    [opened({ count: { value: 1 } }), /^\/count\/op "op" is missing/],
    [opened({ count: { op: 'eq', value: '1' } }), /^\/count\/value "1" does not fit/],
    [opened({ count: { op: 'eq', value: 1, of: 2 } }), /^\/count\/of Unknown key "of"/],
    [opened({ count: 3 }), /^\/count 3 does not fit: give how often/],
    [opened({ campaigns: { last: 0 } }), /^\/campaigns\/last 0 does not fit/],
    [opened({ campaigns: ['Autumn'] }), /^\/campaigns\/0 There is no campaign "Autumn"/],
    [opened({ campaigns: [] }), /^\/campaigns an empty list does not fit/],
    [opened({ channel: 'fax' }), /^\/channel "fax" is not one of the options/],
    [opened({ clicked: true }), /^\/clicked Unknown key "clicked"\. A condition of type "engagement" takes type, op/],
    [purchase({ name: 'email.opened' }), /^\/name Events of messages are asked for with "type": "engagement"/],
    [purchase({ name: ' ' }), /^\/name A value may not be empty/],
    [purchase({ where: [] }), /^\/where an empty list does not fit/],
    [purchase({ where: [{ op: 'gt', value: 1 }] }), /^\/where\/0\/property This is missing/],
    [purchase({ where: [{ property: 'a', op: 'is_true', value: 1 }] }), /^\/where\/0\/value Unknown key "value"/],
    [purchase({ where: [{ property: 'a', op: 'is', value: '' }] }), /^\/where\/0\/value A value may not be empty/],
    [
      purchase({ where: [{ property: 'a', op: 'within', value: 1 }] }),
      /^\/where\/0\/op "within" is not a comparison here/,
    ],
    [
      purchase({ aggregate: { fn: 'median', property: 'a', op: 'gt', value: 1 } }),
      /^\/aggregate\/fn "median" is no aggregate/,
    ],
    [purchase({ which: 'first', aggregate: { fn: 'sum', property: 'a', op: 'gt', value: 1 } }), /^\/aggregate "which"/],
    [{ type: 'lost', op: 'is', values: ['a'] }, /^\/values Unknown key "values"/],
    [{ type: 'topic', op: 'subscribed', topic: 'Sports' }, /^\/topic There is no topic "Sports"/],
    [
      { type: 'opportunity', op: 'has', pipeline: 'Sales', stages: ['Won'] },
      /^\/stages\/0 There is no stage "Won" here/,
    ],
    [
      { type: 'segment', op: 'not_in', segment: 'Team', since: { last: '7d' } },
      /^\/since Unknown key "since"\. .* with "not_in"/,
    ],
    [{ type: 'sample', salt: 'a', from: 10, to: 10 }, /^\/to "to" is above "from"/],
    [{ type: 'sample', salt: 'a', from: 0, to: 0.001 }, /^\/to 0\.001 has more than two decimals/],
    [{ type: 'sample', salt: 'a', from: 0, to: 101 }, /^\/to 101 does not fit/],
    [{ type: 'sample', op: 'is', salt: 'a', from: 0, to: 1 }, /^\/op Unknown key "op"/],
    [{ type: 'sample', salt: ' ', from: 0, to: 1 }, /^\/salt A value may not be empty/],
  ])('%j', (condition, problem) => expect(stored(condition)).toEqual([expect.stringMatching(problem)]))
})

describe('segments that refer to each other', () => {
  const refers = (id: string, to: string, op = 'in') => ({
    id,
    name: id.toUpperCase(),
    filter: { match: 'all' as const, conditions: [{ type: 'segment', op, segment: to }] },
  })
  const inSegment = (segment: string) => ({ type: 'segment', op: 'not_in', segment })
  const chain = Array.from({ length: 120 }, (_, index) => refers(`s${index}`, `s${index + 1}`)).concat(
    refers('s120', 'team'),
  )
  const catalog = (ownSegment?: string): Catalog => ({
    ...EXAMPLE_CATALOG,
    named: {
      segment: [
        refers('a', 'b'),
        refers('b', 'c', 'not_in'),
        { id: 'team', name: 'Team' },
        refers('c', 'team'),
        ...chain,
      ],
    },
    ...(ownSegment && { ownSegment }),
  })

  it.each<[own: string, segment: string, problem: RegExp]>([
    ['a', 'a', /^\/segment A segment cannot refer to itself/],
    ['c', 'a', /^\/segment This leads back to the segment itself: "A", which refers to "B" refers to it/],
    ['c', 'b', /^\/segment This leads back to the segment itself: "B" refers to it/],
  ])('may not go in a circle: in %s to %s', (own, segment, problem) => {
    expect(stored(inSegment(segment), catalog(own))).toEqual([expect.stringMatching(problem)])
  })

  it.each(['a', 'b', 'c', 'team'])('may go elsewhere: %s', (segment) => {
    expect(stored(inSegment(segment), catalog('other'))).toEqual(inSegment(segment))
  })

  it('may form a chain of 100, and no longer one', () => {
    expect(stored(inSegment('s22'), catalog())).toEqual(inSegment('s22'))
    expect(stored(inSegment('s21'), catalog())).toEqual([
      expect.stringMatching(/^\/segment From here on more than 100 segments/),
    ])
  })
})
