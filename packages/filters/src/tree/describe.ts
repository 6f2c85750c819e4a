import type { Catalog } from '../catalog.ts'
import { getConditionType } from '../conditions/index.ts'
import { type Filter, type FilterNode, isGroup } from '../filter.ts'

/**
 * One English sentence that says what a stored filter means; two meanings never share one.
 *
 * Names and texts are quoted, groups inside of groups stand in parentheses, long lists are cut with a count and a digest.
 */
export function describeFilter(filter: Filter, catalog: Catalog): string {
  return describeGroup(filter, catalog).replace(/^\(*[a-z]/, (start) => start.toUpperCase())
}

function describeGroup({ match, conditions }: Filter, catalog: Catalog): string {
  if (conditions.length === 0) return 'everyone'
  const parts = conditions.map((node) => describePart(node, catalog))
  return match === 'none' ? `not (${parts.join(' or ')})` : parts.join(match === 'all' ? ' and ' : ' or ')
}

function describePart(node: FilterNode, catalog: Catalog): string {
  if (!isGroup(node)) return getConditionType(node.type).describe(node, catalog)
  const text = describeGroup(node, catalog)
  const standsAlone = node.match === 'none' || node.conditions.length === 1
  return standsAlone ? text : `(${text})`
}
