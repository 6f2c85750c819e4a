import type { Database, Queryable } from './database.ts'

/** With how many a segment of the demo was found, and when. */
export type Found = { segmentId: string; at: Date; count: number }

/** The demo's segments that have people, oldest first. */
export function listFound(record: Queryable, projectId: number): Promise<Found[]> {
  return record.query<Found>(
    `select s.id as "segmentId", f.at, f.count from segments s
     cross join lateral (
       select at, count, cause, direction from segment_transitions t
       where t.project_id = $1 and t.segment_id = s.id order by t.id limit 1
     ) f
     where s.project_id = $1 and s.demo and f.cause = 'found' and f.direction = 'entered' order by s.id`,
    [projectId],
  )
}

/** What happened to a segment's size in an hour. */
export type SizeStep = { segmentId: string; at: Date; entered: number; left: number }

/** Adds steps to the hours of segments, whatever is known of those hours already. */
export async function addSizeSteps(database: Database, projectId: number, steps: SizeStep[]): Promise<void> {
  await database.query(
    `insert into segment_sizes as s (project_id, segment_id, hour, entered_count, left_count)
     select $1, segment_id, date_trunc('hour', at), sum(entered), sum(gone)
     from unnest($2::uuid[], $3::timestamptz[], $4::int[], $5::int[]) as step (segment_id, at, entered, gone) group by 2, 3
     on conflict (project_id, segment_id, hour) do update set
       entered_count = s.entered_count + excluded.entered_count, left_count = s.left_count + excluded.left_count`,
    [
      projectId,
      steps.map(({ segmentId }) => segmentId),
      steps.map(({ at }) => at),
      steps.map(({ entered }) => entered),
      steps.map(({ left }) => left),
    ],
  )
}
