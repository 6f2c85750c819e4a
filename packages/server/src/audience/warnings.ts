import {
  type Catalog,
  type Facts,
  type Filter,
  type Lowering,
  lintFilter,
  referencesIn,
  type Warning,
} from '@rollcall/filters'
import type { Queryable } from '../store/database.ts'
import { countSegmentUses, listTagsGained } from '../store/segment-facts.ts'
import { findAlike } from './alike-rules.ts'
import { eventFacts, eventQuestions } from './event-facts.ts'

/** A rule to be judged, and the segment whose rule it is, if it is one's already. */
export type JudgedRule = {
  filter: Filter
  lowering: Lowering
  catalog: Catalog
  segment?: { id: string; name: string; createdAt: Date }
}

/** What has to be counted before rules can be judged; `matching` is how many match the rule. */
export type PlannedWarnings = {
  questions: Lowering[]
  judge(rule: JudgedRule, answers: { matching: number; counts: number[] }): Warning[]
}

const DAY_MS = 24 * 60 * 60 * 1000
const STALE_MS = 90 * DAY_MS
/** A new segment is not expected to be used yet. */
const NEW_MS = 30 * DAY_MS
const EVERYONE: Lowering = { is: 'constant', value: true }

/** Finds out what `lintFilter` wants to know about these rules, apart from counts. */
export async function planWarnings(
  record: Queryable,
  projectId: number,
  { rules, now }: { rules: JudgedRule[]; now: Date },
): Promise<PlannedWarnings> {
  const tags = [...new Set(rules.flatMap(({ filter }) => referencesIn(filter).tag ?? []))]
  const events = rules.flatMap(({ lowering }) => eventQuestions(lowering))
  const from = new Date(now.getTime() - STALE_MS)
  const [gained, alike, uses] = await Promise.all([
    listTagsGained(record, projectId, { tags, from, to: now }),
    findAlike(record, projectId),
    countSegmentUses(
      record,
      projectId,
      rules.flatMap(({ segment }) =>
        segment && now.getTime() - segment.createdAt.getTime() > NEW_MS ? segment.id : [],
      ),
    ),
  ])
  // One for all rules of a catalog, so that no rule is lowered anew for each that it is compared with.
  const contexts = new Map<Catalog, { now: number; catalog: Catalog }>()
  const contextOf = (catalog: Catalog) => {
    const context = contexts.get(catalog) ?? { now: Math.floor(now.getTime() / 1000), catalog }
    contexts.set(catalog, context)
    return context
  }
  return {
    questions: [
      EVERYONE,
      ...tags.map((tag): Lowering => ({ is: 'set', set: `tag:${tag}` })),
      ...events.map(({ lowering }) => lowering),
    ],
    judge(rule, { matching, counts: [total = 0, ...counts] }) {
      const facts: Facts = {
        contacts: { total, matching },
        tags: new Map(
          tags.map((tag, place) => [tag, { carriers: counts[place] ?? 0, gained: Number(gained.has(tag)) }]),
        ),
        events: eventFacts(events, counts.slice(tags.length)),
        ...(rule.segment && { segment: { ...rule.segment, uses: uses.get(rule.segment.id) } }),
        others: alike(rule.filter).filter(({ id }) => id !== rule.segment?.id),
      }
      return lintFilter(rule.filter, contextOf(rule.catalog), facts).map(withPlace)
    },
  }
}

// Pointers are relative to the request and to the reply, where the rule stands under `filters`.
function withPlace(warning: Warning): Warning {
  return warning.pointer === undefined ? warning : { ...warning, pointer: `/filters${warning.pointer}` }
}
