import type { Lowering, SegmentId } from '../lowering.ts'

/**
 * The same question with the rules of dynamic segments in the place of their names, for an engine that holds no memberships.
 * `segments` are those of `lowerSegments`.
 */
export function withSegments(lowering: Lowering, segments: ReadonlyMap<SegmentId, Lowering>): Lowering {
  switch (lowering.is) {
    case 'all':
    case 'any':
      return { is: lowering.is, of: lowering.of.map((part) => withSegments(part, segments)) }
    case 'not':
      return { is: 'not', of: withSegments(lowering.of, segments) }
    case 'segment': {
      const rule = segments.get(lowering.segment)
      if (!rule) throw new Error(`The rule of segment ${lowering.segment} should have been lowered, too.`)
      return withSegments(rule, segments)
    }
    default:
      return lowering
  }
}
