import type { Anniversary, Bound, ColumnId, Lowering, Span } from '../lowering.ts'
import { nextDayOfAnniversary } from '../values/next-anniversary.ts'
import { firstReached, type Search, targetOf } from './first-reached.ts'

/** The times that a column holds, in seconds or days. */
export type Times = (column: ColumnId) => readonly number[]

/** The first instant after now at which a bound crosses one of the times that a lowering asks about; infinity when none does. */
export function windowCrossing(lowering: Lowering, times: Times, search: Search): number {
  switch (lowering.is) {
    case 'all':
    case 'any':
      return earliest(lowering.of.map((part) => windowCrossing(part, times, search)))
    case 'not':
      return windowCrossing(lowering.of, times, search)
    case 'range':
      return spanCrossing(lowering, times(lowering.column), search)
    case 'ranges':
      return anniversaryCrossing(lowering.follows, times(lowering.column), search)
    default:
      return Number.POSITIVE_INFINITY
  }
}

/** The earliest of some instants; infinity of none. */
export function earliest(instants: readonly number[]): number {
  return instants.reduce((first, instant) => Math.min(first, instant), Number.POSITIVE_INFINITY)
}

function spanCrossing({ from, to }: Span, times: readonly number[], search: Search): number {
  return Math.min(
    from
      ? boundCrossing(
          from,
          times.map((time) => targetOf(time, 'from', from)),
          search,
        )
      : Number.POSITIVE_INFINITY,
    to
      ? boundCrossing(
          to,
          times.map((time) => targetOf(time, 'to', to)),
          search,
        )
      : Number.POSITIVE_INFINITY,
  )
}

function boundCrossing({ value, moves }: Bound, targets: readonly number[], search: Search): number {
  const next = earliest(targets.filter((target) => target > value))
  return moves && next < Number.POSITIVE_INFINITY ? firstReached(moves, next, search) : Number.POSITIVE_INFINITY
}

function anniversaryCrossing(follows: Anniversary, times: readonly number[], { clock, until }: Search): number {
  const next = earliest(times.map((time) => nextDayOfAnniversary(time, follows, clock)))
  return next <= until ? next : Number.POSITIVE_INFINITY
}
