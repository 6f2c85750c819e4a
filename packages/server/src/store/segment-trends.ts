import type { Queryable } from './database.ts'

/** What is recorded of a segment's size in its latest days; `days` are those with changes, by their first instant. */
export type RecordedTrend = {
  segmentId: string
  /** The first hour of all; null where nothing is recorded. */
  since: Date | null
  /** With how many it began, and when. */
  begunWith: number
  begunAt: Date | null
  days: { day: string; entered: number; left: number }[]
}

/** How the sizes of segments moved on the days of a zone since `from`. */
export function listTrends(
  record: Queryable,
  projectId: number,
  asked: { segmentIds: string[]; from: Date; timezone: string },
): Promise<RecordedTrend[]> {
  return record.query<RecordedTrend>(
    `with moves as (
       select segment_id, hour, entered_count as entered, left_count as gone from segment_sizes
       where project_id = $1 and segment_id = any($2) and hour >= $3
       union all
       select t.segment_id, t.at, case t.direction when 'entered' then t.count else 0 end,
         case t.direction when 'left' then t.count else 0 end
       from segment_transitions t
       where t.project_id = $1 and t.segment_id = any($2)
         and t.id > (select coalesce(max(sized_to), 0) from live_cursors where project_id = $1)
     ), days as (
       select segment_id, date_trunc('day', hour, $4) as day, sum(entered)::int as entered, sum(gone)::int as gone
       from moves group by 1, 2
     )
     select a.segment_id as "segmentId", least(s.since, f.at) as since,
       case when f.cause in ('found', 'rule') and f.direction = 'entered' and s.since < date_trunc('hour', f.at) is not true
         then f.count else 0 end as "begunWith",
       f.at as "begunAt",
       (select coalesce(jsonb_agg(jsonb_build_object('day', day, 'entered', entered, 'left', gone) order by day), '[]')
        from days d where d.segment_id = a.segment_id) as days
     from unnest($2::uuid[]) as a (segment_id)
     left join lateral (
       select min(hour) as since from segment_sizes where project_id = $1 and segment_id = a.segment_id
     ) s on true
     left join lateral (
       select at, count, cause, direction from segment_transitions
       where project_id = $1 and segment_id = a.segment_id order by id limit 1
     ) f on true`,
    [projectId, asked.segmentIds, asked.from, asked.timezone],
  )
}
