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
  return (await listUsesWithRules(record, projectId, used)).map(toUse)
}

/** The same of several segments at once, by the public id of each that is used. */
export async function listUsesOfSegments(
  record: Queryable,
  projectId: number,
  ids: string[],
): Promise<Map<string, Use[]>> {
  const users = await listUsers(record, projectId, { kind: 'segment', ids })
  const bySegment = Map.groupBy(users, ({ usedId }) => usedId)
  return new Map([...bySegment].map(([id, uses]) => [id, uses.map(toUse)]))
}

/** The same with their rules. What a form asks and gives stands in the form itself, so that it follows whatever is done to it. */
export async function listUsesWithRules(record: Queryable, projectId: number, used: Used): Promise<UseWithRule[]> {
  const users = await listUsers(record, projectId, { kind: used.kind, ids: [used.id] })
  return users.map(({ usedId, ...use }) => use)
}

function toUse({ kind, id, name }: UseWithRule): Use {
  return { kind, id, name }
}

type User = UseWithRule & { usedId: string }

async function listUsers(
  record: Queryable,
  projectId: number,
  { kind, ids }: { kind: Used['kind']; ids: string[] },
): Promise<User[]> {
  const uuids = kind === 'tag' || kind === 'topic' ? ids.map((id) => parseId(kind, id)) : ids.map(() => null)
  const users = await record.query<User>(
    `with used as (select * from unnest($3::text[], $4::uuid[]) as one (id, uuid)), users as (
       select user_kind, user_id, used_id from definition_uses
         where project_id = $1 and used_kind = $2 and used_id = any($3)
     )
     select 'segment' as kind, s.id, s.name, r.filters as rule, used_id as "usedId" from users
       join segments s on s.project_id = $1 and s.id = user_id
       join segment_versions r on r.project_id = $1 and r.segment_id = s.id and r.version = s.version
       where user_kind = 'segment'
     union all
     select 'view', v.id, v.name, v.filters, used_id from users join views v on v.project_id = $1 and v.id = user_id
       where user_kind = 'view'
     union all
     select 'campaign', c.id, c.name, c.audience, used_id from users
       join campaigns c on c.project_id = $1 and c.id = user_id
       where user_kind = 'campaign' and c.status in ('draft', 'scheduled', 'sending', 'paused')
     union all
     select 'form', f.id, f.name, null, used.id from used join forms f on project_id = $1 and deleted_at is null
       and case $2
         when 'tag' then used.uuid = any(tags)
         when 'topic' then used.uuid = any(topics)
         when 'field' then fields @> jsonb_build_array(jsonb_build_object('field', 'fields.' || used.id)) end
     order by 1, 3`,
    [projectId, kind, ids, uuids],
  )
  return users.map((user) => ({ ...user, id: toId(user.kind, user.id) }))
}

/** How many use each of these tags (public ids); those that nothing uses are absent. The same that listUses lists. */
export async function countUsesOfTags(
  record: Queryable,
  projectId: number,
  ids: string[],
): Promise<Map<string, number>> {
  const rows = await record.query<{ id: string; count: number }>(
    `select used_id as id, count(*)::int as count from definition_uses
     where project_id = $1 and used_kind = 'tag' and used_id = any($2) and (user_kind in ('segment', 'view')
       or (user_kind = 'campaign' and user_id in (
         select id from campaigns where project_id = $1 and status in ('draft', 'scheduled', 'sending', 'paused'))))
     group by 1
     union all
     select tag::text, count(*)::int from forms, unnest(tags) tag where project_id = $1 and deleted_at is null group by 1`,
    [projectId, ids],
  )
  const counts = new Map<string, number>()
  for (const { id, count } of rows) {
    const key = parseId('tag', id) === undefined ? toId('tag', id) : id
    counts.set(key, (counts.get(key) ?? 0) + count)
  }
  return counts
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
