import { type Filter, type FilterNode, isGroup, referencesIn } from '@rollcall/filters'
import type { Queryable } from '../store/database.ts'
import { listRuleRevisions, readRules } from '../store/segment-facts.ts'

/** A dynamic segment with its rule. */
export type SegmentRule = { id: string; name: string; filter: Filter }

type Known = SegmentRule & { revision: string; shape: string }

// Every preview asks, and of hundreds of rules next to none has been written since the last one.
const knownBy = new WeakMap<Queryable, Map<number, Map<string, Known>>>()

/** The segments of a project whose rules ask the same kinds of questions about the same things as a given one. */
export async function findAlike(record: Queryable, projectId: number): Promise<(filter: Filter) => SegmentRule[]> {
  const projects = knownBy.get(record) ?? new Map<number, Map<string, Known>>()
  knownBy.set(record, projects)
  const before = projects.get(projectId)
  const revisions = await listRuleRevisions(record, projectId)
  const changed = revisions.filter(({ id, revision }) => before?.get(id)?.revision !== revision)
  const rules = await readRules(
    record,
    projectId,
    changed.map(({ id }) => id),
  )
  // What is in neither was deleted in between.
  const known = revisions.flatMap(({ id, name, revision }): Known[] => {
    const filter = rules.get(id)
    const rule = filter ? { filter, shape: shapeOf(filter) } : before?.get(id)
    return rule ? [{ ...rule, id, name, revision }] : []
  })
  projects.set(projectId, new Map(known.map((rule) => [rule.id, rule])))
  const byShape = Map.groupBy(known, ({ shape }) => shape)
  return (filter) => byShape.get(shapeOf(filter)) ?? []
}

/** The same for rules that ask the same kinds of questions about the same things; then the catalog of one serves both. */
function shapeOf(filter: Filter): string {
  const named = Object.entries(referencesIn(filter)).map(([kind, ids]) => [kind, ...ids.toSorted()])
  return JSON.stringify([typesIn(filter).sort(), named.sort()])
}

function typesIn(node: FilterNode): string[] {
  return isGroup(node) ? node.conditions.flatMap(typesIn) : [node.type]
}
