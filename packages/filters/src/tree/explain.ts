import type { LowerContext } from '../conditions/condition.ts'
import { getConditionType } from '../conditions/index.ts'
import { type Condition, EVERYONE, type Filter, type FilterNode, isGroup, type Match } from '../filter.ts'
import { evaluateRow, type Segments } from '../row/evaluate-row.ts'
import { type Evidence, evidenceOf } from '../row/evidence.ts'
import type { Row } from '../row/row.ts'
import { SiftedRow } from '../row/sifted-row.ts'
import { positionOf } from '../values/movement.ts'
import { lowerSegments } from './lower-segments.ts'
import { History, SegmentHistories } from './segment-history.ts'
import { simplified } from './simplify.ts'
import { type Outset, timelineOf } from './timeline-of.ts'

/** Why one contact satisfies a filter or does not, and when that changes by itself. */
export type Explanation = {
  matches: boolean
  tree: ExplainedNode
  /** The first second after now at which the whole answer differs with no new data; null if none within ten years. */
  changesAt: number | null
}

/** An entry of the filter with its own answer; a condition with what decided it. */
export type ExplainedNode =
  | { matches: boolean; match: Match; conditions: ExplainedNode[] }
  | { matches: boolean; condition: Condition; sentence: string; evidence: Evidence[] }

/** Explains a stored filter for one contact at the instant `now`. */
export function explainRow(filter: Filter, context: LowerContext, row: Row): Explanation {
  const tree = explained(filter, { context, row, segments: lowerSegments(filter, context) })
  return { matches: tree.matches, tree, changesAt: nextChange(filter, context, row) }
}

/** The first second after now at which a stored filter's answer for a contact differs with no new data; null if none within ten years. */
export function nextChange(filter: Filter, { now, catalog }: LowerContext, row: Row): number | null {
  const tenYears = { counts: 'seconds', point: 'ahead', duration: '10y' } as const
  const until = positionOf(tenYears, { now, timezone: catalog.timezone })
  const rules = new Map((catalog.named.segment ?? []).map((segment) => [segment.id, segment.filter]))
  const histories: SegmentHistories = new SegmentHistories(
    catalog,
    (set) => row.since(set),
    (segment) => new History(timelineOf(rules.get(segment) ?? EVERYONE, outset), now),
  )
  const outset: Outset = { row: new SiftedRow(row), now, until, histories }
  const { turnsAt } = timelineOf(filter, outset)
  return turnsAt === Number.POSITIVE_INFINITY ? null : turnsAt
}

type Explaining = { context: LowerContext; row: Row; segments: Segments }

function explained(node: FilterNode, explaining: Explaining): ExplainedNode {
  if (!isGroup(node)) return explainedCondition(node, explaining)
  const conditions = node.conditions.map((entry) => explained(entry, explaining))
  const isEvery = conditions.every(({ matches }) => matches)
  const isSome = conditions.some(({ matches }) => matches)
  const matches = node.match === 'all' ? isEvery : isSome === (node.match === 'any')
  return { matches, match: node.match, conditions }
}

function explainedCondition(condition: Condition, { context, row, segments }: Explaining): ExplainedNode {
  const type = getConditionType(condition.type)
  const lowering = simplified(type.lower(condition, context))
  return {
    matches: evaluateRow(lowering, row, segments),
    condition,
    sentence: type.describe(condition, context.catalog),
    evidence: evidenceOf(lowering, row, segments),
  }
}
