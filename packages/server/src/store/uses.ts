import { parseId, toId } from '@rollcall/contract'
import type { NamedKind } from '@rollcall/filters'
import type { Queryable } from './database.ts'

/** Something that definitions use: by its public id, a field by its key. */
export type Used = { kind: NamedKind | 'stage' | 'field'; id: string }

/** Something whose rule or form uses a tag, a topic, a segment or a field. */
export type Use = { kind: 'segment' | 'view' | 'campaign' | 'form'; id: string; name: string }

/** The same with its rule: a filter, or the audience of a campaign; null of a form. */
export type UseWithRule = Use & { rule: unknown }

/** Whether it asks for values of a certain type. */
export function isRule({ kind }: Use): boolean {
  return kind !== 'form'
}

/** What uses a thing, by name. Campaigns that are over use nothing any more. */
export async function listUses(record: Queryable, projectId: number, used: Used): Promise<Use[]> {
  return (await listUsesWithRules(record, projectId, used)).map(({ kind, id, name }) => ({ kind, id, name }))
}

/** The same with their rules. What a form asks and gives stands in the form itself, so that it follows whatever is done to it. */
export async function listUsesWithRules(record: Queryable, projectId: number, used: Used): Promise<UseWithRule[]> {
  const uuid = used.kind === 'tag' || used.kind === 'topic' ? parseId(used.kind, used.id) : undefined
  const uses = await record.query<UseWithRule>(
    `with users as (
       select user_kind, user_id from definition_uses where project_id = $1 and used_kind = $2 and used_id = $3
     )
     select 'segment' as kind, s.id, s.name, r.filters as rule from users
       join segments s on s.project_id = $1 and s.id = user_id
       join segment_versions r on r.project_id = $1 and r.segment_id = s.id and r.version = s.version
       where user_kind = 'segment'
     union all
     select 'view', v.id, v.name, v.filters from users join views v on v.project_id = $1 and v.id = user_id
       where user_kind = 'view'
     union all
     select 'campaign', c.id, c.name, c.audience from users join campaigns c on c.project_id = $1 and c.id = user_id
       where user_kind = 'campaign' and c.status in ('draft', 'scheduled', 'sending', 'paused')
     union all
     select 'form', id, name, null from forms where project_id = $1 and deleted_at is null and case $2
       when 'tag' then $4::uuid = any(tags)
       when 'topic' then $4::uuid = any(topics)
       when 'field' then fields @> jsonb_build_array(jsonb_build_object('field', 'fields.' || $3)) end
     order by 1, 3`,
    [projectId, used.kind, used.id, uuid ?? null],
  )
  return uses.map((use) => ({ ...use, id: toId(use.kind, use.id) }))
}

/** The public ids of all tags that a rule or a form uses. */
export async function listUsedTags(record: Queryable, projectId: number): Promise<Set<string>> {
  const ruled = await record.query<{ id: string }>(
    `select distinct used_id as id from definition_uses where project_id = $1 and used_kind = 'tag'`,
    [projectId],
  )
  const given = await record.query<{ id: string }>(
    'select distinct unnest(tags) as id from forms where project_id = $1 and deleted_at is null',
    [projectId],
  )
  return new Set([...ruled.map(({ id }) => id), ...given.map(({ id }) => toId('tag', id))])
}
