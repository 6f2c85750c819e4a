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

/**
 * What a checkpoint of the index is of, beside its snapshot: the cluster, the project, and the very table of contacts, which
 * is another one once a dump was restored over it.
 */
export async function readRecordIdentity(record: Queryable, projectId: number, cluster: string): Promise<string> {
  const [{ identity }] = await record.query<{ identity: string }>(
    `select concat_ws(':', $2::text, public_id, pg_relation_filenode('contacts'), pg_relation_filenode('changes')) as identity
     from projects where id = $1`,
    [projectId, cluster],
  )
  return identity
}

/** Whether changes of a project that a reader at `since` (a pg_snapshot) did not see may have been forgotten. */
export async function isPrunedSince(record: Queryable, projectId: number, since: string): Promise<boolean> {
  const [{ pruned }] = await record.query<{ pruned: boolean }>(
    `select exists (
       select from changes where project_id = $1 and changed_by = $3 and xid >= pg_snapshot_xmin($2::pg_snapshot)
     ) as pruned`,
    [projectId, since, PRUNED],
  )
  return pruned
}

/** Stands for who made it at the latest change that could be forgotten: all before it are gone. */
const PRUNED = 'pruned'

/**
 * Forgets changes of a project that every reader has applied (`before`, a pg_snapshot) and that are an hour old, but for
 * the latest transaction among them, which tells `isPrunedSince`.
 */
export async function pruneChanges(record: Queryable, projectId: number, before: string): Promise<void> {
  await record.query(
    `with kept as (
       select least(pg_snapshot_xmin($2::pg_snapshot),
         (select min(xid) from changes where project_id = $1 and at >= now() - interval '1 hour')) as first
     ), last as (
       select max(xid) as xid from changes, kept where project_id = $1 and xid < kept.first
     ), gone as (
       delete from changes where project_id = $1 and xid < (select xid from last)
     )
     update changes set changed_by = $3 where project_id = $1 and xid = (select xid from last) and changed_by <> $3`,
    [projectId, before, PRUNED],
  )
}
