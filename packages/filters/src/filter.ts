/** A rule about contacts, as stored: a group of conditions and nested groups. Plain JSON, normalised, ids instead of names. */
export type Filter = { match: Match; conditions: FilterNode[] }

/** One question about a contact, as stored. What stands beside `type` belongs to the file of that type. */
export type Condition = { type: string; [key: string]: unknown }

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
