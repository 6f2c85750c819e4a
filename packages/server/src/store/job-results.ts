import { parseId } from '@rollcall/contract'
import type { Queryable } from './database.ts'
import type { JobResult } from './jobs.ts'

/** Which results of a job are asked for: those from a position on, all of them or of one outcome. */
export type ResultsPage = { id: string; from: number; limit: number; outcome?: JobResult['outcome'] | undefined }

/** What a job did, in the order of its contacts. */
export function listJobResults(
  record: Queryable,
  projectId: number,
  { id, from, limit, outcome }: ResultsPage,
): Promise<(JobResult & { position: number })[]> {
  return record.query(
    `select position, contact, outcome, detail from job_results
     where project_id = $1 and job_id = $2 and position >= $3 and ($5::text is null or outcome = $5)
     order by position limit $4`,
    [projectId, parseId('job', id) ?? null, from, limit, outcome ?? null],
  )
}

/** How many contacts of a job had each outcome. */
export async function countJobResults(record: Queryable, projectId: number, id: string) {
  const rows = await record.query<{ outcome: JobResult['outcome']; count: number }>(
    'select outcome, count(*)::int as count from job_results where project_id = $1 and job_id = $2 group by outcome',
    [projectId, parseId('job', id) ?? null],
  )
  const counts = new Map(rows.map(({ outcome, count }) => [outcome, count]))
  const of = (outcome: JobResult['outcome']) => counts.get(outcome) ?? 0
  return { changed: of('changed'), unchanged: of('unchanged'), failed: of('failed') }
}
