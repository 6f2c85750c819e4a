import type { Change } from './changes.ts'
import type { Queryable } from './database.ts'
import { EVENTS_OF_RUN } from './new-events.ts'

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
     cross join lateral ${EVENTS_OF_RUN}`,
    [projectId, ...(['events', 'changedBy', 'xid'] as const).map((key) => entries.map((entry) => entry[key]))],
  )
}
