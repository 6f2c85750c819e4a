import type { NamedSegment } from '../catalog.ts'
import type { LowerContext } from '../conditions/condition.ts'
import { referredSegments } from '../conditions/referred-segments.ts'
import type { Filter } from '../filter.ts'
import type { Lowering, SegmentId } from '../lowering.ts'
import { lowerFilter } from './lower.ts'

/**
 * What an engine has to compute for each dynamic segment that a stored filter needs, directly or through others, at the
 * instant `now`: each comes after those that it needs itself.
 */
export function lowerSegments(filter: Filter, context: LowerContext): Map<SegmentId, Lowering> {
  return new Map(neededSegments(filter, context).map(({ id, filter: rule }) => [id, lowerFilter(rule, context)]))
}

/** A segment with its rule. */
export type DynamicSegment = NamedSegment & { filter: Filter }

/** The dynamic segments that a stored filter needs, directly or through others, each after those that it needs itself. */
function neededSegments(filter: Filter, { catalog }: Pick<LowerContext, 'catalog'>): DynamicSegment[] {
  const known = new Map((catalog.named.segment ?? []).map((segment) => [segment.id, segment]))
  const needed = new Map<SegmentId, DynamicSegment>()
  const entered = new Set<SegmentId>()
  const add = (rule: Filter): void => {
    for (const id of referredSegments(rule)) {
      const segment = known.get(id)
      if (!segment?.filter || entered.has(id)) continue
      entered.add(id)
      add(segment.filter)
      needed.set(id, { ...segment, filter: segment.filter })
    }
  }
  add(filter)
  return [...needed.values()]
}
