import { fold } from './fold.ts'
import type {
  Anniversary,
  ColumnId,
  EventsMatch,
  Lowering,
  NumberTest,
  Sample,
  SegmentId,
  SetId,
  Span,
  TextMatch,
} from './lowering.ts'
import { daysWithAnniversary, secondsWithAnniversary } from './values/anniversary.ts'
import type { Clock } from './values/movement.ts'

/** A number, day or instant between two bounds; an absent bound is open-ended. */
export function range(column: ColumnId, bounds: Span): Lowering {
  return { is: 'range', column, ...bounds }
}

/** A day or instant whose anniversary is asked for. */
export function anniversaryOf(column: ColumnId, follows: Anniversary, clock: Clock): Lowering {
  const any = follows.counts === 'days' ? daysWithAnniversary(follows, clock) : secondsWithAnniversary(follows, clock)
  return { is: 'ranges', column, any, follows }
}

/** A text that has any of these at that place, compared after folding. */
export function matchText(column: ColumnId, { at, any }: { at: TextMatch['at']; any: readonly string[] }): Lowering {
  return { is: 'text', column, at, any: [...new Set(any.map(fold))] }
}

/** A choice, or one of several choices, among these exact codes. */
export function hasCode(column: ColumnId, any: readonly string[]): Lowering {
  return { is: 'codes', column, any: [...any] }
}

/** Any value at all. */
export function present(column: ColumnId): Lowering {
  return { is: 'present', column }
}

/** Being among the people of a set. */
export function inSet(set: SetId): Lowering {
  return { is: 'set', set }
}

/** Being in a set since an instant of which the window, which asks of `at`, holds. */
export function inSetSince(set: SetId, window: Lowering): Lowering {
  return { is: 'since', set, window }
}

/** Being in a dynamic segment, judged at the same instant. */
export function inSegment(segment: SegmentId): Lowering {
  return { is: 'segment', segment }
}

/** Having events: so many, adding up to so much, or the first or last of them then. */
export function hasEvents(match: Omit<EventsMatch, 'is'>): Lowering {
  return { is: 'events', ...match }
}

/** Having opportunities of which `where` holds: one, or as many as `count` says. */
export function hasOpportunities(match: { where: Lowering; count?: NumberTest }): Lowering {
  return { is: 'opportunities', ...match }
}

/** Belonging to a stable share of everybody. */
export function inSample(share: Omit<Sample, 'is'>): Lowering {
  return { is: 'sample', ...share }
}

/** Every one of these; nothing to satisfy is true. */
export function every(of: Lowering[]): Lowering {
  return { is: 'all', of }
}

/** At least one of these; nothing to choose from is false. */
export function some(of: Lowering[]): Lowering {
  return { is: 'any', of }
}

/** The exact complement, true on a missing value too. */
export function not(of: Lowering): Lowering {
  return { is: 'not', of }
}

/** The same answer for everyone. */
export function constant(value: boolean): Lowering {
  return { is: 'constant', value }
}
