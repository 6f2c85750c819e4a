import { parseId, toId } from '@rollcall/contract'
import type { Filter } from '@rollcall/filters'
import type { Queryable } from './database.ts'

/** Those of some tags (public ids) that anybody was given after `from` and no later than `to`. */
export async function listTagsGained(
  record: Queryable,
  projectId: number,
  { tags, from, to }: { tags: string[]; from: Date; to: Date },
): Promise<Set<string>> {
  if (tags.length === 0) return new Set()
  const rows = await record.query<{ id: string }>(
    `select t.id from tags t where t.project_id = $1 and t.id = any($2::uuid[]) and exists (
       select from contact_tags ct join contacts c on c.project_id = $1 and c.row_no = ct.row_no and c.deleted_at is null
       where ct.project_id = $1 and ct.tag_id = t.id and ct.applied_at > $3 and ct.applied_at <= $4)`,
    [projectId, tags.map((tag) => parseId('tag', tag) ?? null), from, to],
  )
  return new Set(rows.map(({ id }) => toId('tag', id)))
}

/** A dynamic segment, and which writing of its rule is in force. */
export type RuleRevision = { id: string; name: string; revision: string }

/** Every dynamic segment of a project. */
export async function listRuleRevisions(record: Queryable, projectId: number): Promise<RuleRevision[]> {
  const rows = await record.query<RuleRevision>(
    `select s.id, s.name, v.version || ' ' || v.xmin as revision from segments s
     join segment_versions v on v.project_id = s.project_id and v.segment_id = s.id and v.version = s.version
     where s.project_id = $1 order by s.name`,
    [projectId],
  )
  return rows.map((rule) => ({ ...rule, id: toId('segment', rule.id) }))
}

/** The rules of some dynamic segments (public ids), by id. */
export async function readRules(
  record: Queryable,
  projectId: number,
  segments: string[],
): Promise<Map<string, Filter>> {
  if (segments.length === 0) return new Map()
  const rows = await record.query<{ id: string; filter: Filter }>(
    `select s.id, v.filters as filter from segments s
     join segment_versions v on v.project_id = s.project_id and v.segment_id = s.id and v.version = s.version
     where s.project_id = $1 and s.id = any($2::uuid[])`,
    [projectId, segments.map((segment) => parseId('segment', segment) ?? null)],
  )
  return new Map(rows.map(({ id, filter }) => [toId('segment', id), filter]))
}

/** How many segments, views and campaigns use each of these segments (public ids), 0 included. Campaigns that are over do not count. */
export async function countSegmentUses(
  record: Queryable,
  projectId: number,
  segments: string[],
): Promise<Map<string, number>> {
  const rows = await record.query<{ id: string; uses: number }>(
    `select u.used_id as id, count(*)::int as uses from definition_uses u
     left join campaigns c on u.user_kind = 'campaign' and c.project_id = $1 and c.id = u.user_id
     where u.project_id = $1 and u.used_kind = 'segment' and u.used_id = any($2)
       and (u.user_kind <> 'campaign' or c.status in ('draft', 'scheduled', 'sending', 'paused'))
     group by u.used_id`,
    [projectId, segments],
  )
  return new Map([...segments.map((id) => [id, 0] as const), ...rows.map(({ id, uses }) => [id, uses] as const)])
}
