import { toId } from '@rollcall/contract'
import type { Queryable } from './database.ts'

/** Something whose rule uses a tag, a segment or a field. */
export type Use = { kind: 'segment' | 'view' | 'campaign'; id: string; name: string }

/** What uses a thing (a public id, or the key of a field) by name. Campaigns that are over use nothing any more. */
export async function listUses(
  record: Queryable,
  projectId: number,
  used: { kind: 'tag' | 'segment' | 'field' | 'topic'; id: string },
): Promise<Use[]> {
  const uses = await record.query<Use>(
    `with users as (
       select user_kind, user_id from definition_uses where project_id = $1 and used_kind = $2 and used_id = $3
     )
     select 'segment' as kind, s.id, s.name from users join segments s on s.project_id = $1 and s.id = user_id
       where user_kind = 'segment'
     union all
     select 'view', v.id, v.name from users join views v on v.project_id = $1 and v.id = user_id where user_kind = 'view'
     union all
     select 'campaign', c.id, c.name from users join campaigns c on c.project_id = $1 and c.id = user_id
       where user_kind = 'campaign' and c.status in ('draft', 'scheduled', 'sending', 'paused')
     order by 1, 3`,
    [projectId, used.kind, used.id],
  )
  return uses.map((use) => ({ ...use, id: toId(use.kind, use.id) }))
}

/** The public ids of all tags that a rule uses. */
export async function listUsedTags(record: Queryable, projectId: number): Promise<Set<string>> {
  const rows = await record.query<{ id: string }>(
    `select distinct used_id as id from definition_uses where project_id = $1 and used_kind = 'tag'`,
    [projectId],
  )
  return new Set(rows.map(({ id }) => id))
}
