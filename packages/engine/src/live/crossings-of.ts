import type { Bound, Lowering, Span } from '@rollcall/filters'
import type { BoundSpec } from './moving-bound.ts'
import { type Read, toReadName } from './read.ts'
import type { DaySpec } from './turning-day.ts'

/** A way in which time turns answers, before anybody watches it. */
export type CrossingSpec = BoundSpec | DaySpec

/** The ways in which time alone turns a rule's answers, by name; equal ones of different rules have the same name. */
export function crossingsOf(lowering: Lowering): Map<string, CrossingSpec> {
  return new Map(listed(lowering).map((spec) => [toName(spec), spec]))
}

function toName(spec: CrossingSpec): string {
  const how = spec.is === 'bound' ? [spec.moves, spec.isPassing] : [spec.asked.column, spec.asked.follows]
  return JSON.stringify([toReadName(spec.read), ...how])
}

/** `of` is what the columns in the lowering belong to, when that is not the row itself. */
function listed(lowering: Lowering, of?: Read): CrossingSpec[] {
  switch (lowering.is) {
    case 'all':
    case 'any':
      return lowering.of.flatMap((part) => listed(part, of))
    case 'not':
      return listed(lowering.of, of)
    case 'range':
      return ofSpan(of ?? { is: 'column', column: lowering.column }, lowering)
    case 'ranges':
      return [{ is: 'day', read: of ?? { is: 'column', column: lowering.column }, asked: lowering }]
    case 'since':
      return listed(lowering.window, { is: 'since', set: lowering.set })
    case 'opportunities':
      return listed(lowering.where, { is: 'opportunities' })
    case 'events': {
      const events: Read = { is: 'events', event: lowering.event }
      return [
        ...ofSpan(events, { to: lowering.until }),
        ...listed(lowering.where, events),
        ...listed(lowering.window, events),
      ]
    }
    default:
      return []
  }
}

function ofSpan(read: Read, { from, to }: Span): CrossingSpec[] {
  return [...ofBound(read, from, from?.open !== true), ...ofBound(read, to, to?.open === true)]
}

// A closed lower bound and an open upper one let a time stand when they reach it, and change their answer past it.
function ofBound(read: Read, bound: Bound | undefined, isPassing: boolean): CrossingSpec[] {
  return bound?.moves === undefined ? [] : [{ is: 'bound', read, moves: bound.moves, isPassing }]
}
