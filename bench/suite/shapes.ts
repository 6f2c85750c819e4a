import { thing } from '../fixture/names.ts'
import type { Asked } from './asked.ts'

/** A question of the suite: its name, and the filter of one run as people would write it. */
export type Shape = { id: ShapeId; name: string; filter: (asked: Asked) => object }

export type ShapeId = (typeof SHAPE_IDS)[number]

export const SHAPE_IDS = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9', 'S10', 'S11', 'S12'] as const

const subscribed = { type: 'status', op: 'is', values: ['subscribed'] }

/** Something for each question of the suite. */
export function forEachShape<Value>(make: (id: ShapeId) => Value): Record<ShapeId, Value> {
  // why: the keys are those of the suite, each once
  return Object.fromEntries(SHAPE_IDS.map((id) => [id, make(id)])) as Record<ShapeId, Value>
}

/** The suite, in the filter language. */
export const SHAPES: Record<ShapeId, Shape> = {
  S1: {
    id: 'S1',
    name: 'status, any of 2 tags, not a third',
    filter: ({ tags, notTag }) => ({
      conditions: [subscribed, hasTag(...tags), { type: 'tag', op: 'has_none', tags: [tagId(notTag)] }],
    }),
  },
  S2: {
    id: 'S2',
    name: 'status, 2 countries, number, date in last 30 d',
    filter: ({ countries, ltv }) => ({
      conditions: [
        subscribed,
        field('country', 'is', countries),
        field('ltv', 'gt', [ltv]),
        { type: 'field', field: 'last_seen', op: 'within', window: { last: '30d' } },
      ],
    }),
  },
  S3: {
    id: 'S3',
    name: 'opened in 30 d, not clicked in 60 d',
    filter: () => ({
      conditions: [
        engaged('opened', { window: { last: '30d' } }),
        { type: 'engagement', event: 'clicked', op: 'did_not', window: { last: '60d' } },
      ],
    }),
  },
  S4: {
    id: 'S4',
    name: 'opened campaign X',
    filter: ({ campaign }) => ({ conditions: [engaged('opened', { campaigns: [thing('campaign', campaign).id] })] }),
  },
  S5: {
    id: 'S5',
    name: 'clicked 2 or more in 90 d',
    filter: () => ({
      conditions: [engaged('clicked', { count: { op: 'gte', value: 2 }, window: { last: '90d' } })],
    }),
  },
  S6: {
    id: 'S6',
    name: 'opened 3 or more ever',
    filter: () => ({ conditions: [engaged('opened', { count: { op: 'gte', value: 3 } })] }),
  },
  S7: {
    id: 'S7',
    name: 'purchase of 100 or more, twice in a year',
    filter: ({ amount }) => ({
      conditions: [
        bought({ where: [{ property: 'amount', op: 'gte', value: amount }], count: { op: 'gte', value: 2 } }),
      ],
    }),
  },
  S8: {
    id: 'S8',
    name: 'purchases above 500 in a year',
    filter: ({ sum }) => ({
      conditions: [bought({ aggregate: { fn: 'sum', property: 'amount', op: 'gt', value: sum } })],
    }),
  },
  S9: {
    id: 'S9',
    name: 'city contains (50,000 distinct)',
    filter: ({ cityPart }) => ({ conditions: [field('city', 'contains', [cityPart])] }),
  },
  S10: {
    id: 'S10',
    name: 'e-mail contains (all distinct)',
    filter: ({ emailPart }) => ({ conditions: [field('email', 'contains', [emailPart])] }),
  },
  S11: { id: 'S11', name: 'nested OR of 12 leaves with NOT groups', filter: nested },
  S12: {
    id: 'S12',
    name: 'in a segment, not in another, birthday in 7 d',
    filter: ({ inside, outside }) => ({
      conditions: [
        { type: 'segment', op: 'in', segment: thing('segment', inside).id },
        { type: 'segment', op: 'not_in', segment: thing('segment', outside).id },
        { type: 'field', field: 'birthday', op: 'anniversary', window: { next: '7d' } },
      ],
    }),
  },
}

function nested({ tags: [first, second], countries, industry, visits }: Asked): object {
  const none = (...conditions: object[]) => ({ match: 'none', conditions })
  const all = (...conditions: object[]) => ({ match: 'all', conditions })
  return {
    match: 'any',
    conditions: [
      all(
        field('plan', 'is', ['pro']),
        field('visits', 'gte', [visits]),
        none(hasTag(first), field('country', 'is', [countries[0]])),
      ),
      all(
        field('industry', 'is', [industry]),
        field('score', 'between', [20, 60]),
        none({ type: 'status', op: 'is', values: ['unsubscribed'] }),
      ),
      all(
        { type: 'field', field: 'beta', op: 'is_true' },
        field('language', 'is', ['en']),
        none(hasTag(second), field('size', 'is', ['1'])),
      ),
      { type: 'field', field: 'last_seen', op: 'within', window: { last: '7d' } },
    ],
  }
}

function tagId(number: number): string {
  return thing('tag', number).id
}

function hasTag(...tags: number[]): object {
  return { type: 'tag', op: 'has_any', tags: tags.map(tagId) }
}

function field(key: string, op: string, values: (string | number)[]): object {
  return { type: 'field', field: key, op, values }
}

function engaged(event: string, parts: object): object {
  return { type: 'engagement', event, op: 'did', ...parts }
}

function bought(parts: object): object {
  return { type: 'event', name: 'purchase', op: 'did', window: { last: '1y' }, ...parts }
}
