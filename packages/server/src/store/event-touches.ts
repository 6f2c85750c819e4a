import type { Change } from './changes.ts'
import type { Queryable } from './database.ts'

/** Whose events each entry of the change feed brought, and who recorded them. */
export function listEventTouches(
  record: Queryable,
  projectId: number,
  changes: Change[],
): Promise<{ rowNo: number; actor: string; xid: string }[]> {
  const entries = changes.filter(({ events }) => events !== null)
  if (entries.length === 0) return Promise.resolve([])
  return record.query(
    `select distinct e.row_no as "rowNo", entry.actor, entry.xid
     from unnest($2::int8multirange[], $3::text[], $4::text[]) as entry (runs, actor, xid) cross join unnest(entry.runs) as run
     join events e on e.project_id = $1 and e.seq >= lower(run) and e.seq < upper(run)`,
    [projectId, ...(['events', 'changedBy', 'xid'] as const).map((key) => entries.map((entry) => entry[key]))],
  )
}
