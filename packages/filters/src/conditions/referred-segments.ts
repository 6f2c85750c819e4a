import type { Filter, FilterNode } from '../filter.ts'

// A rule is normalised once and never changed, and chains of segments are walked again and again.
const remembered = new WeakMap<Filter, string[]>()

/** The ids of the segments that a stored rule refers to; a static segment has no rule. */
export function referredSegments(rule: Filter | undefined): readonly string[] {
  if (!rule) return []
  const known = remembered.get(rule) ?? [...new Set(found(rule))]
  remembered.set(rule, known)
  return known
}

function found(node: FilterNode): string[] {
  if (Array.isArray(node.conditions)) return node.conditions.flatMap(found)
  return 'segment' in node && typeof node.segment === 'string' ? [node.segment] : []
}
