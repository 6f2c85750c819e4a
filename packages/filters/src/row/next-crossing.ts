import type { Anniversary, Bound, ColumnId, EventsMatch, Lowering, Span } from '../lowering.ts'
import { type Clock, type Movement, positionOf } from '../values/movement.ts'
import { nextDayOfAnniversary } from '../values/next-anniversary.ts'
import { isMatch } from './evaluate-row.ts'
import type { Row } from './row.ts'
import { eventRow } from './sub-row.ts'

/** From when on, and up to when, a crossing is looked for, in seconds: from < t ≤ until. */
export type Search = { clock: Clock; until: number }

/**
 * The first instant after now at which a bound crosses a time of the contact, so that the answer may change; infinity
 * when none does. The lowering must be of that now. Dynamic segments and launches of campaigns are others' concern.
 */
export function nextCrossing(lowering: Lowering, row: Row, search: Search): number {
  switch (lowering.is) {
    case 'all':
    case 'any':
      return Math.min(Number.POSITIVE_INFINITY, ...lowering.of.map((part) => nextCrossing(part, row, search)))
    case 'not':
      return nextCrossing(lowering.of, row, search)
    case 'range':
    case 'ranges':
      return crossingOf(lowering, columnTimes(row), search)
    case 'since':
      return crossingOf(lowering.window, () => [row.since(lowering.set) ?? []].flat(), search)
    case 'events':
      return eventCrossing(lowering, row, search)
    case 'opportunities':
      return crossingOf(lowering.where, () => row.opportunities().map(({ stageSince }) => stageSince), search)
    default:
      return Number.POSITIVE_INFINITY
  }
}

/** The times that a column holds, in seconds or days. */
type Times = (column: ColumnId) => readonly number[]

function columnTimes(row: Row): Times {
  return (column) => {
    const value = row.value(column)
    return typeof value === 'number' ? [value] : []
  }
}

function eventCrossing({ event, where, until, window }: EventsMatch, row: Row, search: Search): number {
  const times = row
    .events(event)
    .filter((candidate) => isMatch(where, eventRow(candidate)))
    .map(({ at }) => at)
  return Math.min(
    spanCrossing({ to: until }, times, search),
    crossingOf(window, () => times, search),
  )
}

function crossingOf(lowering: Lowering, times: Times, search: Search): number {
  switch (lowering.is) {
    case 'all':
    case 'any':
      return Math.min(Number.POSITIVE_INFINITY, ...lowering.of.map((part) => crossingOf(part, times, search)))
    case 'not':
      return crossingOf(lowering.of, times, search)
    case 'range':
      return spanCrossing(lowering, times(lowering.column), search)
    case 'ranges':
      return anniversaryCrossing(lowering.follows, times(lowering.column), search)
    default:
      return Number.POSITIVE_INFINITY
  }
}

function spanCrossing({ from, to }: Span, times: readonly number[], search: Search): number {
  // An open lower bound and a closed upper one change their answer on reaching a time, the others on passing it.
  return Math.min(
    boundCrossing(from, times, { reaches: from?.open === true, search }),
    boundCrossing(to, times, { reaches: to?.open !== true, search }),
  )
}

function boundCrossing(
  bound: Bound | undefined,
  times: readonly number[],
  { reaches, search }: { reaches: boolean; search: Search },
): number {
  if (!bound?.moves) return Number.POSITIVE_INFINITY
  let target = Number.POSITIVE_INFINITY
  for (const time of times) {
    const reached = reaches ? time : time + 1
    if (reached > bound.value && reached < target) target = reached
  }
  return target === Number.POSITIVE_INFINITY ? target : firstAt(bound.moves, target, search)
}

/** The first second at which a bound has come as far as a target. It never moves backwards, so halving finds it. */
function firstAt(movement: Movement, target: number, { clock, until }: Search): number {
  const isThere = (now: number): boolean => positionOf(movement, { ...clock, now }) >= target
  if (!isThere(until)) return Number.POSITIVE_INFINITY
  let before = clock.now
  let there = until
  while (there - before > 1) {
    const middle = Math.floor((before + there) / 2)
    if (isThere(middle)) there = middle
    else before = middle
  }
  return there
}

function anniversaryCrossing(follows: Anniversary, times: readonly number[], { clock, until }: Search): number {
  const turns = times.map((time) => nextDayOfAnniversary(time, follows, clock))
  const next = turns.reduce((first, turn) => Math.min(first, turn), Number.POSITIVE_INFINITY)
  return next <= until ? next : Number.POSITIVE_INFINITY
}
