import { type Catalog, type Filter, type Lowering, lowerFilter, lowerSegments, withSegments } from '@rollcall/filters'

/** What the index has to compute for a stored rule at one instant, the rules of segments that it refers to included. */
export function lowerRule(filter: Filter, { now, catalog }: { now: Date; catalog: Catalog }): Lowering {
  const context = { now: Math.floor(now.getTime() / 1000), catalog }
  return withSegments(lowerFilter(filter, context), lowerSegments(filter, context))
}
