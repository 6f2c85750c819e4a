import type { Queryable } from './database.ts'

/** What identifies the state of the record that a reader sees. */
export type RecordState = {
  /** PostgreSQL's pg_snapshot as text. */
  snapshot: string
  /** Changes when the cluster, its timeline or the database is another one: cursors into the old one mean nothing. */
  cluster: string
}

/** One entry of the change feed. `events`: the seq of new events as an int8multirange, null for other kinds. */
export type Change = {
  xid: string
  kind: 'contacts' | 'definitions' | 'events'
  bulk: boolean
  rows: number[]
  events: string | null
  /** Who did it. */
  changedBy: string
}

/** The state that this transaction sees; take it first in a repeatable-read transaction. */
export async function readRecordState(record: Queryable): Promise<RecordState> {
  const [state] = await record.query<RecordState>(
    `select pg_current_snapshot()::text as snapshot,
       concat_ws(':',
         (select system_identifier from pg_control_system()),
         (select timeline_id from pg_control_checkpoint()),
         (select oid from pg_database where datname = current_database())) as cluster`,
  )
  return state
}

const COLUMNS = 'xid::text as xid, kind, bulk, rows, events::text as events, changed_by as "changedBy"'

/** What this transaction sees and a reader at `since` (a pg_snapshot) did not see. */
export function listChangesSince(record: Queryable, projectId: number, since: string): Promise<Change[]> {
  return record.query<Change>(
    `select ${COLUMNS} from changes
     where project_id = $1 and xid >= pg_snapshot_xmin($2::pg_snapshot) and not pg_visible_in_snapshot(xid, $2::pg_snapshot)
     order by xid, id`,
    [projectId, since],
  )
}

/** The changes of certain transactions. */
export async function listChangesOf(record: Queryable, projectId: number, xids: string[]): Promise<Change[]> {
  if (xids.length === 0) return []
  return record.query<Change>(
    `select ${COLUMNS} from changes where project_id = $1 and xid = any($2::xid8[]) order by xid, id`,
    [projectId, xids],
  )
}

/** Forgets changes of a project that every reader has applied (`before`, a pg_snapshot) and that are an hour old. */
export async function pruneChanges(record: Queryable, projectId: number, before: string): Promise<void> {
  await record.query(
    `delete from changes
     where project_id = $1 and xid < pg_snapshot_xmin($2::pg_snapshot) and at < now() - interval '1 hour'`,
    [projectId, before],
  )
}
