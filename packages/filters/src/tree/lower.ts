import type { LowerContext } from '../conditions/condition.ts'
import { getConditionType } from '../conditions/index.ts'
import { type Filter, type FilterNode, isGroup } from '../filter.ts'
import type { Lowering } from '../lowering.ts'
import { every, not, some } from '../primitives.ts'
import { simplified } from './simplify.ts'

/** What an engine has to compute for a stored filter at the instant `now` (whole seconds), as data. */
export function lowerFilter(filter: Filter, context: LowerContext): Lowering {
  return simplified(lowerNode(filter, context))
}

function lowerNode(node: FilterNode, context: LowerContext): Lowering {
  if (!isGroup(node)) return getConditionType(node.type).lower(node, context)
  const parts = node.conditions.map((entry) => lowerNode(entry, context))
  if (node.match === 'all') return every(parts)
  return node.match === 'any' ? some(parts) : not(some(parts))
}
