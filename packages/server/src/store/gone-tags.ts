import { type goneTag, parseId, toId } from '@rollcall/contract'
import type { z } from 'zod'
import { nameActors } from './actor-names.ts'
import type { Database, Queryable, Transaction } from './database.ts'
import type { Followed } from './tag-rules.ts'
import { UNDO_DAYS } from './undo-steps.ts'

/** A tag that was merged or deleted, as callers see it. */
type GoneTagReply = z.output<typeof goneTag>

const MS_PER_DAY = 86_400_000

/** What went before then does not come back. */
export function goneSince(now: Date): Date {
  return new Date(now.getTime() - UNDO_DAYS * MS_PER_DAY)
}

/** Keeps what a tag is, before it goes. */
export async function keepGoneTag(
  transaction: Transaction,
  { id, into, at }: { id: string; into: string | null; at: Date },
): Promise<void> {
  await transaction.query(
    `insert into gone_tags (project_id, id, name, color, description, owner, demo, created_at, into_id, gone_at, gone_by)
     select project_id, id, name, color, description, owner, demo, created_at, $3, $4, $5 from tags
     where project_id = $1 and id = $2`,
    [transaction.projectId, id, into, at, transaction.actor],
  )
}

/** Keeps on how many it was, and of a merge what followed it. */
export async function keepGoneTagDetails(
  transaction: Transaction,
  { id, carriers, followed }: { id: string; carriers: number; followed?: Followed },
): Promise<void> {
  await transaction.query(
    'update gone_tags set carriers = $3, followed = coalesce($4, followed) where project_id = $1 and id = $2',
    [transaction.projectId, id, carriers, followed ? JSON.stringify(followed) : null],
  )
}

/** What a gone tag with this id (tag_…) was called, if it can still come back. */
export async function findGoneTag(record: Queryable, projectId: number, { id, since }: { id: string; since: Date }) {
  const [found] = await record.query<{ id: string; name: string }>(
    'select id, name from gone_tags where project_id = $1 and id = $2 and gone_at > $3',
    [projectId, parseId('tag', id.trim()) ?? null, since],
  )
  return found
}

type Row = {
  id: string
  name: string
  color: string | null
  carriers: number
  goneAt: Date
  by: string
  into: { id: string; name: string } | null
}

/** Tags that can come back, those that went last first. */
export async function listGoneTags(
  record: Queryable,
  projectId: number,
  { since, limit }: { since: Date; limit: number },
): Promise<GoneTagReply[]> {
  const rows = await record.query<Row>(
    `select g.id, g.name, g.color, g.carriers, g.gone_at as "goneAt", g.gone_by as by,
       case when g.into_id is not null then
         jsonb_build_object('id', g.into_id, 'name', coalesce(t.name, later.name, '')) end as into
     from gone_tags g
     left join tags t on t.project_id = $1 and t.id = g.into_id
     left join gone_tags later on later.project_id = $1 and later.id = g.into_id
     where g.project_id = $1 and g.gone_at > $2 order by g.seq desc limit $3`,
    [projectId, since, limit],
  )
  const nameOf = await nameActors(
    record,
    projectId,
    rows.map(({ by }) => by),
  )
  return rows.map(({ carriers, goneAt, into, ...row }) => ({
    ...row,
    id: toId('tag', row.id),
    contacts: carriers,
    into: into && { ...into, id: toId('tag', into.id) },
    goneAt: goneAt.toISOString(),
    byName: nameOf(row.by),
    until: new Date(goneAt.getTime() + UNDO_DAYS * MS_PER_DAY).toISOString(),
  }))
}

/** Forgets tags that went more than 7 days ago, and which of them were kept apart. */
export async function deleteOldGoneTags(database: Database, now: Date): Promise<void> {
  await database.query(
    `with old as (delete from gone_tags where gone_at <= $1 returning project_id, id)
     delete from gone_tag_carriers c using old where c.project_id = old.project_id and c.tag_id = old.id`,
    [goneSince(now)],
  )
  await database.query(
    `delete from tags_apart a where exists (
       select from unnest(array[tag_id, other_id]) as one (id)
       where not exists (select from tags t where t.project_id = a.project_id and t.id = one.id)
         and not exists (select from gone_tags g where g.project_id = a.project_id and g.id = one.id))`,
  )
}
