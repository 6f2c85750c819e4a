import type { Bound, Lowering, Span } from './lowering.ts'
import { anniversaryOf } from './primitives.ts'
import { type Clock, positionOf } from './values/movement.ts'

/**
 * The same question asked at another instant: every bound that moves is where it stands then, and nothing else differs.
 *
 * So two of them can be walked side by side, and what lies between a bound of one and of the other is what has crossed.
 * Which campaigns were launched last does not follow from time alone; a launch asks for lowering anew.
 */
export function atInstant(lowering: Lowering, clock: Clock): Lowering {
  switch (lowering.is) {
    case 'all':
    case 'any':
      return { ...lowering, of: lowering.of.map((part) => atInstant(part, clock)) }
    case 'not':
      return { ...lowering, of: atInstant(lowering.of, clock) }
    case 'range':
      return { ...lowering, ...movedSpan(lowering, clock) }
    case 'ranges':
      return anniversaryOf(lowering.column, lowering.follows, clock)
    case 'since':
      return { ...lowering, window: atInstant(lowering.window, clock) }
    case 'events':
      return { ...lowering, until: moved(lowering.until, clock), window: atInstant(lowering.window, clock) }
    case 'opportunities':
      return { ...lowering, where: atInstant(lowering.where, clock) }
    default:
      return lowering
  }
}

function movedSpan({ from, to }: Span, clock: Clock): Span {
  return { ...(from && { from: moved(from, clock) }), ...(to && { to: moved(to, clock) }) }
}

function moved(bound: Bound, clock: Clock): Bound {
  return bound.moves ? { ...bound, value: positionOf(bound.moves, clock) } : bound
}
