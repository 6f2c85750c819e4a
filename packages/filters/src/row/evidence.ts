import type {
  Aggregate,
  ColumnId,
  ColumnValue,
  EventKind,
  EventsMatch,
  Lowering,
  SegmentId,
  SetId,
} from '../lowering.ts'
import { microText, microUnits } from '../values/micro-units.ts'
import { sampleBucket } from '../values/sample-bucket.ts'
import { isWithin } from './column-question.ts'
import { countedEvents, evaluateRow, isMatch, numbersOf, type Segments } from './evaluate-row.ts'
import type { Row, RowEvent, RowOpportunity } from './row.ts'
import { opportunityRow } from './sub-row.ts'

/** What a condition found at a contact; of many events the latest few. Times in seconds, texts folded. */
export type Evidence =
  | { of: 'column'; column: ColumnId; value: ColumnValue }
  | { of: 'set'; set: SetId; isIn: boolean; since: number | null }
  | { of: 'segment'; segment: SegmentId; isIn: boolean }
  | EventsEvidence
  | { of: 'opportunities'; count: number; some: RowOpportunity[] }
  | { of: 'sample'; bucket: number }

/** Of the events that count the latest few; where none does, the latest of the others. */
type EventsEvidence = {
  of: 'events'
  event: EventKind
  count: number
  latest: RowEvent[]
  /** How many have happened that do not count. */
  others: number
  latestOthers: RowEvent[]
  total?: string | null
}

const MOST_SHOWN = 5

/** Everything that a lowered condition looked at, each once. */
export function evidenceOf(lowering: Lowering, row: Row, segments: Segments): Evidence[] {
  const found = new Map<string, Evidence>()
  for (const one of collected(lowering, row, segments)) found.set(JSON.stringify(one), one)
  return [...found.values()]
}

function collected(lowering: Lowering, row: Row, segments: Segments): Evidence[] {
  switch (lowering.is) {
    case 'constant':
      return []
    case 'all':
    case 'any':
      return lowering.of.flatMap((part) => collected(part, row, segments))
    case 'not':
      return collected(lowering.of, row, segments)
    case 'set':
    case 'since':
      return [{ of: 'set', set: lowering.set, isIn: row.isIn(lowering.set), since: row.since(lowering.set) }]
    case 'segment':
      return [{ of: 'segment', segment: lowering.segment, isIn: evaluateRow(lowering, row, segments) }]
    case 'events':
      return [eventEvidence(lowering, row)]
    case 'opportunities':
      return [opportunityEvidence(lowering.where, row)]
    case 'sample':
      return [{ of: 'sample', bucket: sampleBucket(lowering.salt, row.idBytes()) }]
    default:
      return [{ of: 'column', column: lowering.column, value: row.value(lowering.column) }]
  }
}

function eventEvidence(match: EventsMatch, row: Row): Evidence {
  const happened = row.events(match.event).filter(({ at }) => isWithin(at, { to: match.until }))
  const counted = countedEvents(match, happened)
  const others = happened.filter((event) => !counted.includes(event))
  const total = match.aggregate && { total: totalOf(match.aggregate, counted) }
  return {
    of: 'events',
    event: match.event,
    count: counted.length,
    latest: latestOf(counted),
    others: others.length,
    latestOthers: counted.length === 0 ? latestOf(others) : [],
    ...total,
  }
}

function latestOf(events: readonly RowEvent[]): RowEvent[] {
  return events.toSorted((a, b) => b.at - a.at).slice(0, MOST_SHOWN)
}

/** What the numbers come to, as a decimal text; null when there are none. */
function totalOf({ fn, column }: Aggregate, events: readonly RowEvent[]): string | null {
  const numbers = numbersOf(column, events)
  if (numbers.length === 0) return null
  if (fn === 'min' || fn === 'max')
    return String(numbers.reduce((a, b) => (fn === 'min' ? Math.min(a, b) : Math.max(a, b))))
  const sum = numbers.reduce((total, number) => total + microUnits(number), 0n)
  return fn === 'sum' ? microText(sum) : String(Number(microText(sum)) / numbers.length)
}

function opportunityEvidence(where: Lowering, row: Row): Evidence {
  const found = row.opportunities().filter((opportunity) => isMatch(where, opportunityRow(opportunity)))
  return { of: 'opportunities', count: found.length, some: found.slice(0, MOST_SHOWN) }
}
