import type { Bound } from '../lowering.ts'
import { exactSeconds, toDuration } from '../values/duration.ts'
import { type Clock, type Movement, positionOf } from '../values/movement.ts'

/** From when on, and up to when, a crossing is looked for, in seconds: now < t ≤ until. */
export type Search = { clock: Clock; until: number }

/** The first second after now at which a moving bound has come as far as a target; infinity when it does not by then. */
export function firstReached(movement: Movement, target: number, search: Search): number {
  const at = exactInstant(movement, target) ?? searched(movement, target, search)
  return at <= search.until ? at : Number.POSITIVE_INFINITY
}

/** Of a bound that is a fixed number of seconds away from now. */
function exactInstant(movement: Movement, target: number): number | undefined {
  if (movement.counts === 'days') return undefined
  switch (movement.point) {
    case 'now':
      return target
    case 'ago':
    case 'ahead': {
      const seconds = exactSeconds(toDuration(movement.duration))
      if (seconds === undefined) return undefined
      return movement.point === 'ago' ? target + seconds : target - seconds
    }
    default:
      return undefined
  }
}

/** No bound ever moves backwards, so halving finds it. */
function searched(movement: Movement, target: number, { clock, until }: Search): number {
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

/** How far a bound has to come for its answer about a time to change: to that time, or past it. */
export function targetOf(time: number, side: 'from' | 'to', { open = false }: Bound): number {
  // An open lower bound and a closed upper one change their answer on reaching the time, the others on passing it.
  return (side === 'from') === open ? time : time + 1
}
