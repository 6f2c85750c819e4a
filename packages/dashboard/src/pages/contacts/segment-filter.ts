import { type Filter, type FilterNode, taggedWith } from '@rollcall/filters'

type Narrowed = {
  filters: Filter
  /** The tag whose people a smart list includes. */
  includedTag?: string | null | undefined
}

/** The rule of the segment that has the same people as the table; a free search is no part of rules. */
export function segmentFilter({ filters, includedTag }: Narrowed): Filter {
  if (!includedTag || filters.conditions.length === 0) return filters
  return { match: 'any', conditions: [asNode(filters), ...taggedWith(includedTag).conditions] }
}

/** Whoever is in a smart list through its tag alone. */
export function onlyByTag(filters: Filter, tag: string): Filter {
  return { match: 'all', conditions: [...taggedWith(tag).conditions, { match: 'none', conditions: [asNode(filters)] }] }
}

/** The filter without one of its conditions. */
export function withoutCondition(filters: Filter, place: number): Filter {
  return { ...filters, conditions: filters.conditions.toSpliced(place, 1) }
}

// A group of one says the same as what is in it.
function asNode(filters: Filter): FilterNode {
  const [only, ...others] = filters.conditions
  return only && others.length === 0 && filters.match !== 'none' ? only : filters
}
