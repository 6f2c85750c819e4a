import type { Condition } from '../conditions/condition.ts'

/** A rule about contacts, as stored: a group of conditions and nested groups. Plain JSON, normalised, ids instead of names. */
export type Filter = { match: Match; conditions: FilterNode[] }

/** One entry of a group. */
export type FilterNode = Filter | Condition

/** How a group combines its entries; `none` is the exact complement of `any`. */
export type Match = (typeof MATCHES)[number]

/** Every way in which a group combines its entries. */
export const MATCHES = ['all', 'any', 'none'] as const

/** The filter that everyone satisfies. */
export const EVERYONE: Filter = { match: 'all', conditions: [] }

/** Whether an entry is a group rather than a condition. */
export function isGroup(node: FilterNode): node is Filter {
  return !Object.hasOwn(node, 'type')
}
