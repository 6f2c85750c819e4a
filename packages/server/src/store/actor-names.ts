import { parseId } from '@rollcall/contract'
import type { Queryable } from './database.ts'

const KINDS = ['user', 'key', 'import', 'campaign'] as const

/** What the actors of the record (`user:usr_…`) are called in a project: null for those without a name, or gone. */
export async function nameActors(
  record: Queryable,
  projectId: number,
  actors: (string | null)[],
): Promise<(actor: string | null) => string | null> {
  const ids = KINDS.map((kind) => [...new Set(actors)].flatMap((actor) => uuidIn(actor, kind) ?? []))
  if (ids.every((found) => found.length === 0)) return () => null
  const rows = await record.query<{ actor: string; name: string }>(
    `select 'user ' || u.id as actor, coalesce(u.name, u.email) as name
     from users u join members m on m.user_id = u.id and m.project_id = $1 where u.id = any($2::uuid[])
     union all select 'key ' || id, name from api_keys where project_id = $1 and id = any($3::uuid[])
     union all select 'import ' || id, file_name from imports where project_id = $1 and id = any($4::uuid[])
     union all select 'campaign ' || id, name from campaigns where project_id = $1 and id = any($5::uuid[])`,
    [projectId, ...ids],
  )
  const names = new Map(rows.map(({ actor, name }) => [actor, name]))
  return (actor) =>
    KINDS.map((kind) => names.get(`${kind} ${uuidIn(actor, kind)}`)).find((name) => name !== undefined) ?? null
}

function uuidIn(actor: string | null, kind: (typeof KINDS)[number]): string | undefined {
  return actor?.startsWith(`${kind}:`) ? parseId(kind, actor.slice(kind.length + 1)) : undefined
}
