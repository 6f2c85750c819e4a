import { toId } from '@rollcall/contract'
import type { Catalog } from '@rollcall/filters'
import { loadCatalog } from './catalog.ts'
import type { Queryable } from './database.ts'

/** A segment as it is kept live: which version of which rule, and who saved that. */
export type SegmentRule = {
  /** Public. */
  id: string
  uuid: string
  name: string
  kind: 'dynamic' | 'static'
  version: number
  savedBy: string | null
}

/** Every segment of a project, with all that their rules mention, in one load. */
export async function loadSegmentRules(
  record: Queryable,
  projectId: number,
): Promise<{ rules: SegmentRule[]; catalog: Catalog }> {
  const found = await record.query<Omit<SegmentRule, 'id'>>(
    `select s.id as uuid, s.name, s.kind, s.version, v.created_by as "savedBy" from segments s
     left join segment_versions v on v.project_id = s.project_id and v.segment_id = s.id and v.version = s.version
     where s.project_id = $1 order by s.name`,
    [projectId],
  )
  const rules = found.map((rule) => ({ ...rule, id: toId('segment', rule.uuid) }))
  return { rules, catalog: await loadCatalog(record, projectId, { segment: rules.map(({ id }) => id) }) }
}
