import type { RouteReply, segmentsVersions } from '@rollcall/contract'
import { describeFilter, type Filter, type Lowering, parseFilter, referencesIn } from '@rollcall/filters'
import type { Reader } from '../../action.ts'
import { lowerRule } from '../../audience/lower-rule.ts'
import { listRuleChanges } from '../../audience/rule-changes.ts'
import { nameActors } from '../../store/actor-names.ts'
import { loadCatalog } from '../../store/catalog.ts'
import { countsWhenSaved } from '../../store/segment-transitions.ts'
import type { VersionRecord } from '../../store/segment-versions.ts'
import type { SegmentRecord } from '../../store/segments.ts'

export type VersionReply = RouteReply<typeof segmentsVersions>['data'][number]

/** A version with what the index has to compute for it, unless something that it names is gone. */
type ReadVersion = { sentence: string; lowering: Lowering | null; problem: string | null }

/** Versions as the API shows them, newest first, all counted at one state of the index. `before` is the one before the last. */
export async function versionReplies(
  context: Reader,
  segment: SegmentRecord,
  { shown, before }: { shown: VersionRecord[]; before: VersionRecord | undefined },
): Promise<VersionReply[]> {
  const read = await Promise.all(shown.map(({ filters }) => readVersion(context, filters)))
  const asked = read.flatMap(({ lowering }) => lowering ?? [])
  const { database, index } = context.product
  const { projectId } = context.caller
  const counts = await index.counts(projectId, asked)
  await index.recorded(projectId)
  const saved = await countsWhenSaved(database, projectId, segment.id)
  const nameOf = await nameActors(
    database,
    projectId,
    shown.map(({ createdBy }) => createdBy),
  )
  const all = [...shown, before]
  return Promise.all(
    shown.map(async ({ version, filters, createdAt, createdBy }, place) => {
      const { sentence, lowering, problem } = read[place]
      const older = all[place + 1]
      return {
        version,
        isCurrent: version === segment.version,
        filters,
        sentence,
        count: lowering === null ? null : counts[asked.indexOf(lowering)],
        countWhenSaved: saved.get(version) ?? null,
        problem,
        changes: older ? await rulesDiffer(context, older.filters, filters) : [],
        createdAt: createdAt.toISOString(),
        createdBy,
        createdByName: nameOf(createdBy),
      }
    }),
  )
}

/** How one rule differs from another, in words. */
export async function rulesDiffer({ product, caller }: Reader, before: Filter, after: Filter) {
  const mentioned = referencesIn({ match: 'any', conditions: [before, after] })
  return listRuleChanges(before, after, await loadCatalog(product.database, caller.projectId, mentioned))
}

/** A stored rule, understood again: what it names may be gone since. */
export async function readVersion({ product, caller }: Reader, filters: Filter): Promise<ReadVersion> {
  const catalog = await loadCatalog(product.database, caller.projectId, referencesIn(filters))
  const parsed = parseFilter(filters, catalog)
  const sentence = describeFilter(filters, catalog)
  if ('filter' in parsed) {
    return { sentence, lowering: lowerRule(parsed.filter, { now: product.now(), catalog }), problem: null }
  }
  return { sentence, lowering: null, problem: parsed.problems[0]?.detail ?? 'It is not a valid rule any more.' }
}
