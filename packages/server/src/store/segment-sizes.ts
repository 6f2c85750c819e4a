import type { Queryable } from './database.ts'

/** An hour in which somebody came or left. */
export type SizeChange = { hour: Date; entered: number; left: number }

/**
 * Adds the transitions since the last time to the hours. Only the one who writes transitions may call it, between two
 * commits: all numbers below the highest are there then.
 */
export async function rollUpSizes(record: Queryable, holder: { projectId: number; epoch: string }): Promise<void> {
  await record.query(
    `with held as (
       select project_id, sized_to from live_cursors where project_id = $1 and epoch = $2 for update
     ), fresh as (
       select t.id, t.segment_id, date_trunc('hour', t.at) as hour, t.direction, t.count
       from held h join segment_transitions t on t.project_id = h.project_id and t.id > h.sized_to
     ), moved as (
       update live_cursors set sized_to = (select max(id) from fresh) where project_id = $1 and exists (select from fresh)
     )
     insert into segment_sizes as s (project_id, segment_id, hour, entered_count, left_count)
     select $1, segment_id, hour, coalesce(sum(count) filter (where direction = 'entered'), 0),
       coalesce(sum(count) filter (where direction = 'left'), 0)
     from fresh group by segment_id, hour
     on conflict (project_id, segment_id, hour) do update set
       entered_count = s.entered_count + excluded.entered_count, left_count = s.left_count + excluded.left_count`,
    [holder.projectId, holder.epoch],
  )
}

/** Every hour in which somebody came to a segment or left it, oldest first; those not rolled up yet included. */
export function listSizeChanges(record: Queryable, projectId: number, segmentId: string): Promise<SizeChange[]> {
  return record.query<SizeChange>(
    `select hour, sum(entered)::int as entered, sum(gone)::int as "left" from (
       select hour, entered_count as entered, left_count as gone from segment_sizes
       where project_id = $1 and segment_id = $2
       union all
       select date_trunc('hour', t.at), case t.direction when 'entered' then t.count else 0 end,
         case t.direction when 'left' then t.count else 0 end
       from segment_transitions t
       where t.project_id = $1 and t.segment_id = $2
         and t.id > (select coalesce(max(sized_to), 0) from live_cursors where project_id = $1)
     ) parts group by hour order by hour`,
    [projectId, segmentId],
  )
}
