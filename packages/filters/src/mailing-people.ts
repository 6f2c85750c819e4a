import type { Condition, Filter, FilterNode } from './filter.ts'

type Part = { tags?: string[]; segments?: string[]; filters?: Filter; everyone?: true }

/** Whom a mailing is meant for: any of what is included, none of what is excluded, and only who gets its topic. */
export type Mailing = { include: Part; exclude?: Part; topic?: string | null }

const status = (value: string): Condition => ({ type: 'status', op: 'is', values: [value] })

// In the order in which reasons are told: each person has the first that holds.
const UNREACHABLE: [reason: string, condition: Condition][] = [
  ['no_address', { type: 'field', field: 'email', op: 'is_empty' }],
  ['suppressed', { type: 'suppression', op: 'is' }],
  ['unsubscribed', status('unsubscribed')],
  ['non_subscribed', status('non-subscribed')],
  ['bounced', status('bounced')],
  ['invalid_address', { type: 'validation', op: 'is', values: ['invalid'] }],
  ['paused', { type: 'paused', op: 'is' }],
]

function unreachableFor({ topic }: Mailing): typeof UNREACHABLE {
  return topic
    ? [...UNREACHABLE, ['topic_not_subscribed', { type: 'topic', op: 'not_subscribed', topic }]]
    : UNREACHABLE
}

/** The filter of everyone a mailing is meant for, reachable or not. */
export function mailingMembers({ include, exclude = {} }: Mailing): Filter {
  const excluded = nodesOf(exclude)
  const whom: FilterNode[] = include.everyone ? [] : [{ match: 'any', conditions: nodesOf(include) }]
  return { match: 'all', conditions: [...whom, ...noneOf(excluded)] }
}

/** The filter of those who would get a mailing. */
export function mailingReached(mailing: Mailing): Filter {
  return narrowed(mailing, noneOf(unreachableFor(mailing).map(([, condition]) => condition)))
}

/** The filter of those who would not get a mailing for this reason; undefined for one that no filter asks about. */
export function mailingSkipped(mailing: Mailing, reason: string): Filter | undefined {
  const reasons = unreachableFor(mailing)
  const place = reasons.findIndex(([name]) => name === reason)
  const because = reasons[place]
  if (!because) return undefined
  return narrowed(mailing, [because[1], ...noneOf(reasons.slice(0, place).map(([, earlier]) => earlier))])
}

function narrowed(mailing: Mailing, nodes: FilterNode[]): Filter {
  return { match: 'all', conditions: [...mailingMembers(mailing).conditions, ...nodes] }
}

function nodesOf({ tags = [], segments = [], filters }: Part): FilterNode[] {
  return [
    ...(tags.length > 0 ? [{ type: 'tag', op: 'has_any', tags }] : []),
    ...segments.map((segment) => ({ type: 'segment', op: 'in', segment })),
    ...(filters ? [filters] : []),
  ]
}

function noneOf(nodes: FilterNode[]): FilterNode[] {
  return nodes.length > 0 ? [{ match: 'none', conditions: nodes }] : []
}
