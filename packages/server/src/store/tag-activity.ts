import { toId } from '@rollcall/contract'
import type { Queryable } from './database.ts'

type TagOf = { projectId: number; tagId: string }

/** Who put a tag on is told of so many of the latest times: of a million, counting all would take a second. */
const LATEST = 10_000

/** By whom or by what a tag was put on those who carry it, of the latest; the most lately seen first. */
export async function listTagSources(record: Queryable, { projectId, tagId }: TagOf) {
  const rows = await record.query<{ by: string; count: number; lastAt: Date }>(
    `select applied_by as by, count(*)::int as count, max(applied_at) as "lastAt" from (
       select applied_by, applied_at from contact_tags where project_id = $1 and tag_id = $2
       order by applied_at desc limit $3
     ) latest group by applied_by order by max(applied_at) desc limit 20`,
    [projectId, tagId, LATEST],
  )
  return rows.map((row) => ({ ...row, lastAt: row.lastAt.toISOString() }))
}

/** Those on whom a tag was put last. */
export async function listLatestTagged(record: Queryable, { projectId, tagId }: TagOf) {
  const rows = await record.query<{ id: string; calling: string | null; appliedAt: Date; by: string }>(
    `select c.id, coalesce(c.email, c.name, c.external_id, c.phone) as calling, ct.applied_at as "appliedAt", ct.applied_by as by
     from contact_tags ct join contacts c on c.project_id = $1 and c.row_no = ct.row_no and c.deleted_at is null
     where ct.project_id = $1 and ct.tag_id = $2 order by ct.applied_at desc, ct.row_no limit 8`,
    [projectId, tagId],
  )
  return rows.map(({ id, calling, appliedAt, by }) => ({
    contact: toId('contact', id),
    name: calling ?? toId('contact', id),
    appliedAt: appliedAt.toISOString(),
    by,
  }))
}

/** On how many a tag was put on each of the last 30 days of the project's zone, of those who carry it now; the oldest first. */
export async function listTagDays(
  record: Queryable,
  { projectId, tagId, now }: TagOf & { now: Date },
): Promise<{ day: string; added: number }[]> {
  return record.query(
    `with zone as (select timezone from projects where id = $1),
     days as (
       select (day::date) as day from zone, generate_series(
         ($3::timestamptz at time zone timezone)::date - 29, ($3::timestamptz at time zone timezone)::date, '1 day') day
     ), added as (
       select (applied_at at time zone timezone)::date as day, count(*)::int as added from zone, contact_tags
       where project_id = $1 and tag_id = $2
         and applied_at >= (select min(day)::timestamp at time zone min(timezone) from days, zone)
       group by 1
     )
     select to_char(days.day, 'YYYY-MM-DD') as day, coalesce(added, 0) as added from days left join added using (day) order by 1`,
    [projectId, tagId, now],
  )
}
