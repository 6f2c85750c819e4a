import type { EventsMatch, Lowering, OpportunitiesMatch, Sample, SegmentId } from '../lowering.ts'
import { sampleBucket } from '../values/sample-bucket.ts'
import { type ColumnQuestion, hasAnswer, isWithin } from './column-question.ts'
import { passes, passesAggregate } from './number-tests.ts'
import { reachedNumbers } from './reached-values.ts'
import type { Row, RowEvent } from './row.ts'
import { eventRow, opportunityRow, PROPERTY, type SubRow } from './sub-row.ts'

/** The dynamic segments that lowerings refer to, by id. */
export type Segments = ReadonlyMap<SegmentId, Lowering>

/** Whether one contact satisfies a lowered filter: the slow, plain interpreter that every faster one must equal. */
export function evaluateRow(lowering: Lowering, row: Row, segments: Segments = NO_SEGMENTS): boolean {
  return new RowEvaluation(row, segments).answer(lowering)
}

const NO_SEGMENTS: Segments = new Map()

/** One contact under evaluation; each segment is judged once. */
class RowEvaluation {
  readonly #row: Row
  readonly #segments: Segments
  readonly #members = new Map<SegmentId, boolean>()

  constructor(row: Row, segments: Segments) {
    this.#row = row
    this.#segments = segments
  }

  answer(lowering: Lowering): boolean {
    switch (lowering.is) {
      case 'constant':
        return lowering.value
      case 'all':
        return lowering.of.every((part) => this.answer(part))
      case 'any':
        return lowering.of.some((part) => this.answer(part))
      case 'not':
        return !this.answer(lowering.of)
      case 'set':
        return this.#row.isIn(lowering.set)
      case 'since':
        return isSince(this.#row.since(lowering.set), lowering.window)
      case 'segment':
        return this.#isMember(lowering.segment)
      case 'events':
        return hasMatchingEvents(lowering, this.#row.events(lowering.event))
      case 'opportunities':
        return hasMatchingOpportunities(lowering, this.#row)
      case 'sample':
        return isSampled(lowering, this.#row)
      default:
        return hasAnswer(lowering, [this.#row.value(lowering.column) ?? []].flat())
    }
  }

  #isMember(segment: SegmentId): boolean {
    const known = this.#members.get(segment)
    if (known !== undefined) return known
    const rule = this.#segments.get(segment)
    if (!rule) throw new Error(`The rule of segment ${segment} is not among those at hand.`)
    const isMember = this.answer(rule)
    this.#members.set(segment, isMember)
    return isMember
  }
}

/** Whether something of a contact satisfies a lowering that asks of its columns alone. */
export function isMatch(lowering: Lowering, answers: SubRow): boolean {
  switch (lowering.is) {
    case 'constant':
      return lowering.value
    case 'all':
      return lowering.of.every((part) => isMatch(part, answers))
    case 'any':
      return lowering.of.some((part) => isMatch(part, answers))
    case 'not':
      return !isMatch(lowering.of, answers)
    default:
      return answers(columnQuestion(lowering))
  }
}

function columnQuestion(lowering: Lowering): ColumnQuestion {
  if ('column' in lowering) return lowering
  throw new Error(`Only columns can be asked of an event or an opportunity, not "${lowering.is}".`)
}

/** Whether a membership that began at this instant, or none, lies in a window of `since`. */
function isSince(began: number | null, window: Lowering): boolean {
  return began !== null && isMatch(window, eventRow({ at: began }))
}

/** The events of a contact that an events primitive counts, or the one whose time it asks. */
export function countedEvents(match: EventsMatch, events: readonly RowEvent[]): RowEvent[] {
  const known = events.filter(
    (event) => isWithin(event.at, { to: match.until }) && isMatch(match.where, eventRow(event)),
  )
  return chosen(known, match.which).filter((event) => isMatch(match.window, eventRow(event)))
}

function chosen(events: RowEvent[], which: EventsMatch['which']): RowEvent[] {
  const [first, ...others] = events
  if (!which || !first) return events
  const isBetter =
    which === 'first' ? (a: RowEvent, b: RowEvent) => a.at < b.at : (a: RowEvent, b: RowEvent) => a.at > b.at
  return [others.reduce((best, event) => (isBetter(event, best) ? event : best), first)]
}

function hasMatchingEvents(match: EventsMatch, events: readonly RowEvent[]): boolean {
  const counted = countedEvents(match, events)
  const { aggregate, count } = match
  if (aggregate && !passesAggregate(aggregate, numbersOf(aggregate.column, counted))) return false
  if (count) return passes(count, counted.length)
  return aggregate !== undefined || counted.length > 0
}

/** Every number that a column of properties reaches in some events. */
export function numbersOf(column: string, events: readonly RowEvent[]): number[] {
  return events.flatMap(({ properties }) => reachedNumbers(properties, column.slice(PROPERTY.length)))
}

function hasMatchingOpportunities({ where, count }: OpportunitiesMatch, row: Row): boolean {
  const found = row.opportunities().filter((opportunity) => isMatch(where, opportunityRow(opportunity))).length
  return count ? passes(count, found) : found > 0
}

function isSampled({ salt, from, to }: Sample, row: Row): boolean {
  const bucket = sampleBucket(salt, row.idBytes())
  return bucket >= from && bucket < to
}
