import type { Aggregate, Bound, EventsMatch, Lowering, NumberTest } from '../lowering.ts'
import { microUnits } from '../values/micro-units.ts'
import { isWithin } from './column-question.ts'
import { isMatch, numbersOf } from './evaluate-row.ts'
import { firstReached, type Search, targetOf } from './first-reached.ts'
import { passes, passesAggregate, passesTotal, type Total } from './number-tests.ts'
import type { RowEvent } from './row.ts'
import { eventRow } from './sub-row.ts'
import { windowCrossing } from './window-crossing.ts'

/**
 * The events of a contact that satisfy a `where`, in order of time: asked quickly what a primitive answers at an instant,
 * and when that may change next, however long the history is. Primitives must be lowered for the instant that is asked about.
 */
export class SiftedEvents {
  readonly #events: readonly RowEvent[]
  readonly #totals = new Map<string, Total[]>()

  constructor({ where }: EventsMatch, events: readonly RowEvent[]) {
    this.#events = events.filter((event) => isMatch(where, eventRow(event))).sort((a, b) => a.at - b.at)
  }

  answer(match: EventsMatch): boolean {
    const { which, window, aggregate, count } = match
    if (which) return this.#chosen(match).some((event) => isMatch(window, eventRow(event)))
    const { from, end } = this.#inside(match)
    if (aggregate && !this.#passesAggregate(aggregate, from, end)) return false
    return count ? passes(count, end - from) : aggregate !== undefined || end > from
  }

  nextCrossing(match: EventsMatch, search: Search): number {
    if (match.which) {
      const known = this.#countWithin({ to: match.until })
      const times = this.#chosen(match).map(({ at }) => at)
      return Math.min(
        this.#entry([match.until], known, search),
        windowCrossing(match.window, () => times, search),
      )
    }
    const { from, end, uppers, lowers } = this.#inside(match)
    const { fewer, more } = match.aggregate ? ANY_CHANGE : nearestOther(match.count, end - from, this.#events.length)
    return Math.min(
      end > from ? this.#exit(lowers, from + fewer - 1, search) : Number.POSITIVE_INFINITY,
      this.#entry(uppers, end + more - 1, search),
    )
  }

  /** The first or the last event up to now, as the primitive asks; none when there is none. */
  #chosen({ which, until }: EventsMatch): readonly RowEvent[] {
    const known = this.#countWithin({ to: until })
    return which === 'first'
      ? this.#events.slice(0, Math.min(known, 1))
      : this.#events.slice(Math.max(known - 1, 0), known)
  }

  /** Which events lie in the window: from ≤ index < end. Events leave at the beginning and enter at the end. */
  #inside({ window, until }: EventsMatch): { from: number; end: number; lowers: Bound[]; uppers: Bound[] } {
    const spans = spansOf(window)
    const lowers = spans.flatMap(({ from }) => from ?? [])
    const uppers = [until, ...spans.flatMap(({ to }) => to ?? [])]
    const from = Math.max(0, ...lowers.map((bound) => this.#events.length - this.#countWithin({ from: bound })))
    const reached = Math.min(...uppers.map((bound) => this.#countWithin({ to: bound })))
    return { from, end: Math.max(reached, from), lowers, uppers }
  }

  /** How many events lie on one side of a bound. */
  #countWithin(bound: { from: Bound } | { to: Bound }): number {
    const isUpper = 'to' in bound
    let [low, high] = [0, this.#events.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const isInside = isWithin(this.#events[middle]?.at ?? 0, bound)
      if (isInside === isUpper) low = middle + 1
      else high = middle
    }
    return isUpper ? low : this.#events.length - low
  }

  /** When an event that is inside has left: as soon as one lower bound passes it. */
  #exit(bounds: readonly Bound[], index: number, search: Search): number {
    const time = this.#events[index]?.at
    if (time === undefined) return Number.POSITIVE_INFINITY
    return Math.min(
      Number.POSITIVE_INFINITY,
      ...bounds.map((bound) => reached(bound, targetOf(time, 'from', bound), search)),
    )
  }

  /** When an event that is yet to enter has: once every upper bound has come to it. */
  #entry(bounds: readonly Bound[], index: number, search: Search): number {
    const time = this.#events[index]?.at
    if (time === undefined) return Number.POSITIVE_INFINITY
    return Math.max(...bounds.map((bound) => reached(bound, targetOf(time, 'to', bound), search)))
  }

  #passesAggregate(aggregate: Aggregate, from: number, end: number): boolean {
    if (aggregate.fn === 'min' || aggregate.fn === 'max') {
      return passesAggregate(aggregate, numbersOf(aggregate.column, this.#events.slice(from, end)))
    }
    const totals = this.#totalsOf(aggregate.column)
    const [before, after] = [totals[from] ?? NOTHING, totals[end] ?? NOTHING]
    return passesTotal(aggregate, { sum: after.sum - before.sum, count: after.count - before.count })
  }

  /** What the numbers of the first so many events come to. */
  #totalsOf(column: string): Total[] {
    const known = this.#totals.get(column)
    if (known) return known
    const totals = [NOTHING]
    let total = NOTHING
    for (const event of this.#events) {
      for (const number of numbersOf(column, [event])) {
        total = { sum: total.sum + microUnits(number), count: total.count + 1 }
      }
      totals.push(total)
    }
    this.#totals.set(column, totals)
    return totals
  }
}

const NOTHING: Total = { sum: 0n, count: 0 }
const ANY_CHANGE = { fewer: 1, more: 1 }

/** How many events must leave, or enter, before a count can answer otherwise; more than there are when it never can. */
function nearestOther(test: NumberTest | undefined, count: number, most: number): { fewer: number; more: number } {
  const answer = (of: number): boolean => (test ? passes(test, of) : of > 0)
  let [fewer, more] = [1, 1]
  while (fewer <= count && answer(count - fewer) === answer(count)) fewer++
  while (more <= most && answer(count + more) === answer(count)) more++
  return { fewer, more: more > most ? Number.POSITIVE_INFINITY : more }
}

function reached(bound: Bound, target: number, search: Search): number {
  if (bound.value >= target) return search.clock.now
  return bound.moves ? firstReached(bound.moves, target, search) : Number.POSITIVE_INFINITY
}

/** A window of events is one span of their time, or several that must all hold. */
function spansOf(window: Lowering): { from?: Bound; to?: Bound }[] {
  if (window.is === 'constant' && window.value) return []
  if (window.is === 'range') return [window]
  if (window.is === 'all') return window.of.flatMap(spansOf)
  throw new Error(`Windows in which events are counted are spans, not "${window.is}".`)
}
