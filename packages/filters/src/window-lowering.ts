import type { Bound, ColumnId, Lowering, Span } from './lowering.ts'
import { constant, every, range } from './primitives.ts'
import { FIRST_DAY, toDay } from './values/day.ts'
import { spanOf } from './values/moment.ts'
import { type Clock, type Movement, positionOf } from './values/movement.ts'
import type { Window } from './values/window.ts'

/** A bound that follows from `now`. */
export function movingBound(moves: Movement, clock: Clock): Bound {
  return { value: positionOf(moves, clock), moves }
}

/** The present second, beyond which nothing has happened yet. */
export function presentSecond(clock: Clock): Bound {
  return movingBound({ counts: 'seconds', point: 'now' }, clock)
}

/** A membership that began inside a window, asked of the column `at`; one that is yet to begin is outside of all. */
export function hasBegun(window: Window, clock: Clock): Lowering {
  return every([range('at', { to: presentSecond(clock) }), instantWithin('at', window, clock)])
}

/** A column of instants inside a window. */
export function instantWithin(column: ColumnId, window: Window, clock: Clock): Lowering {
  const counts = 'seconds' as const
  const fixed = (text: string): number => spanOf(text, clock.timezone).from
  const now = movingBound({ counts, point: 'now' }, clock)
  return within(column, [
    ...pastAndCalendar(window, { clock, counts, fixed }),
    window.next === undefined
      ? []
      : { from: open(now), to: movingBound({ counts, point: 'ahead', duration: window.next }, clock) },
  ])
}

/** A column of days inside a window: whole days of the project are compared, and the next days begin with today. */
export function dayWithin(column: ColumnId, window: Window, clock: Clock): Lowering {
  const counts = 'days' as const
  const today = movingBound({ counts, point: 'now' }, clock)
  const spans: (Span | [])[] = [
    ...pastAndCalendar(window, { clock, counts, fixed: toDay }),
    window.next === undefined
      ? []
      : { from: today, to: open(movingBound({ counts, point: 'ahead', duration: window.next }, clock)) },
  ]
  // Birthdays without a year are held before the first day.
  return within(
    column,
    spans.flat().map((span) => ({ from: { value: FIRST_DAY }, ...span })),
  )
}

type Counting = { clock: Clock; counts: Movement['counts']; fixed(text: string): number }

function pastAndCalendar(window: Window, { clock, counts, fixed }: Counting): (Span | [])[] {
  const { last, before, from, to, calendar } = window
  const ago = (duration: string): Bound => movingBound({ counts, point: 'ago', duration }, clock)
  const edge = (point: 'start' | 'end', unit: NonNullable<Window['calendar']>): Bound =>
    movingBound({ counts, point, unit }, clock)
  return [
    last === undefined ? [] : { from: open(ago(last)), to: movingBound({ counts, point: 'now' }, clock) },
    before === undefined ? [] : { to: ago(before) },
    from === undefined ? [] : { from: { value: fixed(from) } },
    to === undefined ? [] : { to: open({ value: fixed(to) }) },
    calendar === undefined ? [] : { from: edge('start', calendar), to: open(edge('end', calendar)) },
  ]
}

function open(bound: Bound): Bound {
  return { ...bound, open: true }
}

function within(column: ColumnId, spans: (Span | [])[]): Lowering {
  const [only = constant(true), ...others] = spans.flat().map((span) => range(column, span))
  return others.length === 0 ? only : every([only, ...others])
}
