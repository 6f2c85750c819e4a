import type { Queryable } from './database.ts'
import type { NewTransition } from './segment-transitions.ts'

/** How far a project's membership is recorded. */
export type LiveCursor = {
  epoch: string
  commits: number
  /** The state of the record up to which changes are recorded; null before the first commit. */
  snapshot: string | null
  cluster: string | null
  /** Bulk transactions that `snapshot` shows and that are not recorded yet. */
  waiting: string[]
  evaluatedAt: Date | null
}

const COLUMNS = `epoch::text as epoch, commits, snapshot::text as snapshot, cluster, waiting, evaluated_at as "evaluatedAt"`

/** Makes the caller the one who records a project's membership; whoever did so before can write no more. */
export async function takeEpoch(record: Queryable, projectId: number): Promise<LiveCursor> {
  const [cursor] = await record.query<LiveCursor>(
    `insert into live_cursors (project_id, epoch) values ($1, 1)
     on conflict (project_id) do update set epoch = live_cursors.epoch + 1 returning ${COLUMNS}`,
    [projectId],
  )
  return cursor
}

/** Where a project's recording stands, whoever does it. */
export async function findLiveCursor(record: Queryable, projectId: number): Promise<LiveCursor | undefined> {
  const [cursor] = await record.query<LiveCursor>(`select ${COLUMNS} from live_cursors where project_id = $1`, [
    projectId,
  ])
  return cursor
}

/** The membership of a segment from which later transitions count on. */
export type NewBase = { segmentId: string; version: number; since: Date; members: Buffer }

/** What is written at once: who came and left, memberships that begin anew after that, and how far all of it reaches. */
export type LiveCommit = {
  epoch: string
  /** How many commits the holder made before. */
  commits: number
  cluster: string | null
  snapshot: string | null
  waiting: string[]
  evaluatedAt: Date
  transitions: NewTransition[]
  bases: NewBase[]
}

// One statement, so one round trip and one flush of the log. A base holds everything up to the last entry beside it.
const COMMIT = `
  with held as (
    update live_cursors set commits = commits + 1, cluster = $4, snapshot = $5, waiting = $6, evaluated_at = $7
    where project_id = $1 and epoch = $2 and commits = $3 returning project_id
  ), added as (
    insert into segment_transitions (project_id, segment_id, version, at, direction, cause, actor, change_xid, count,
      row_nos, members, lowest, highest)
    select h.project_id, segment_id, version, at, direction, cause, actor, xid, count, row_nos::int[], members, lowest, highest
    from held h cross join unnest($8::uuid[], $9::int[], $10::timestamptz[], $11::text[], $12::text[], $13::text[],
      $14::xid8[], $15::int[], $16::text[], $17::bytea[], $18::int[], $19::int[]) with ordinality
      as entry (segment_id, version, at, direction, cause, actor, xid, count, row_nos, members, lowest, highest, place)
    order by place
    returning id
  ), based as (
    insert into segment_memberships (project_id, segment_id, version, since, members, transition)
    select h.project_id, segment_id, version, since, members, coalesce((select max(id) from added),
      (select max(id) from segment_transitions t where t.project_id = h.project_id), 0)
    from held h cross join unnest($20::uuid[], $21::int[], $22::timestamptz[], $23::bytea[]) as base (segment_id, version, since, members)
    on conflict (project_id, segment_id) do update
      set version = excluded.version, since = excluded.since, members = excluded.members, transition = excluded.transition
  )
  select count(*)::int as held from held`

/**
 * Writes a commit if the caller still holds the epoch and has made just so many commits; false when it does not, and then
 * nothing is written.
 */
export async function commitLive(record: Queryable, projectId: number, commit: LiveCommit): Promise<boolean> {
  const { transitions, bases } = commit
  const columnOf = <Key extends keyof NewTransition>(key: Key) => transitions.map((entry) => entry[key])
  const [{ held }] = await record.query<{ held: number }>(COMMIT, [
    projectId,
    commit.epoch,
    commit.commits,
    commit.cluster,
    commit.snapshot,
    commit.waiting,
    commit.evaluatedAt,
    ...(['segmentId', 'version', 'at', 'direction', 'cause', 'actor', 'xid', 'count'] as const).map(columnOf),
    transitions.map(({ rowNos }) => rowNos && `{${rowNos.join(',')}}`),
    ...(['members', 'lowest', 'highest'] as const).map(columnOf),
    bases.map(({ segmentId }) => segmentId),
    bases.map(({ version }) => version),
    bases.map(({ since }) => since),
    bases.map(({ members }) => members),
  ])
  return held === 1
}
