import {
  atInstant,
  type Catalog,
  type Clock,
  type Filter,
  type LowerContext,
  type Lowering,
  lowerFilter,
  lowerSegments,
  referencesIn,
  withSegments,
} from '@rollcall/filters'
import type { SegmentRule } from '../../store/segment-rules.ts'

/** A segment with what the index has to compute for it. */
export type LoweredRule = SegmentRule & {
  lowering: Lowering
  /** Two rules with the same one mean the same at every instant. */
  meaning: string
  /** The dynamic segments of which it asks since when people are in them. */
  asksSince: string[]
}

/** A segment that cannot be kept live, and why. */
export type RefusedRule = { rule: SegmentRule; reason: string }

/** What the index has to compute for each segment, and those for which that cannot be said. */
export function lowerRules(
  { rules, catalog }: { rules: SegmentRule[]; catalog: Catalog },
  clock: Clock,
): { lowered: LoweredRule[]; refused: RefusedRule[] } {
  const dynamic = new Map((catalog.named.segment ?? []).flatMap(({ id, filter }) => (filter ? [[id, filter]] : [])))
  const context = { now: clock.now, catalog }
  const lowered: LoweredRule[] = []
  const refused: RefusedRule[] = []
  for (const rule of rules) {
    const filter = dynamic.get(rule.id)
    try {
      const lowering: Lowering = filter ? lowerRule(filter, context) : { is: 'set', set: `segment:${rule.id}` }
      const asked = [...setsAskedSince(lowering)].map((set) => set.replace(/^segment:/, ''))
      const asksSince = asked.filter((id) => dynamic.has(id))
      lowered.push({ ...rule, lowering, meaning: meaningOf(lowering, clock), asksSince })
    } catch (error) {
      refused.push({ rule, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  return withoutThoseThatNeed(refused, lowered)
}

// Since when somebody is in a segment that is not kept live, nobody can say.
function withoutThoseThatNeed(refused: RefusedRule[], lowered: LoweredRule[]) {
  const missing = new Set(refused.map(({ rule }) => rule.id))
  const needsMissing = ({ asksSince }: LoweredRule) => asksSince.some((id) => missing.has(id))
  const reason = 'It asks since when people are in a segment that is not kept live.'
  return {
    lowered: lowered.filter((rule) => !needsMissing(rule)),
    refused: [...refused, ...lowered.filter(needsMissing).map((rule) => ({ rule, reason }))],
  }
}

function lowerRule(filter: Filter, context: LowerContext): Lowering {
  const lowering = lowerFilter(filter, context)
  // Most rules mention no other segment, and looking for those that are needed looks at all there are.
  if (referencesIn(filter).segment === undefined) return lowering
  return withSegments(lowering, lowerSegments(filter, context))
}

// Any instant: moving bounds stand at the same place in both then, and differ only where they move otherwise.
const SOME_INSTANT = 1_700_000_000

function meaningOf(lowering: Lowering, { timezone }: Clock): string {
  return `${timezone} ${JSON.stringify(atInstant(lowering, { now: SOME_INSTANT, timezone }))}`
}

/** Every set of which a question asks since when somebody is in it. */
function setsAskedSince(lowering: Lowering, found = new Set<string>()): Set<string> {
  if (lowering.is === 'since') found.add(lowering.set)
  if ('of' in lowering) for (const part of [lowering.of].flat()) setsAskedSince(part, found)
  return found
}
