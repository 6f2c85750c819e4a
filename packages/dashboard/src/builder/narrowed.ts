import type { Filter, FilterNode } from '@rollcall/filters'

/** The filter of those of whom all of these hold, too. */
export function narrowed(filter: Filter, nodes: FilterNode[]): Filter {
  const given = filter.match === 'all' ? filter.conditions : [filter]
  return { match: 'all', conditions: [...given, ...nodes] }
}

/** What holds of those who do not match; nothing where everyone does. */
export function excluding(filter: Filter): FilterNode[] {
  return filter.conditions.length > 0 ? [{ match: 'none', conditions: [filter] }] : []
}
