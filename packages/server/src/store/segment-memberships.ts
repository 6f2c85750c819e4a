import type { Queryable } from './database.ts'
import type { Direction } from './segment-transitions.ts'

/** The membership of a segment from which later transitions count on. */
export type RecordedBase = { segmentId: string; version: number; since: Date; members: Buffer }

/** A change of membership that comes on top of a base: row numbers, or the bytes of a bitmap. */
export type LaterTransition = {
  segmentId: string
  direction: Direction
  count: number
  rowNos: number[] | null
  members: Buffer | null
}

/** Every recorded base of a project. */
export function listBases(record: Queryable, projectId: number): Promise<RecordedBase[]> {
  return record.query<RecordedBase>(
    'select segment_id as "segmentId", version, since, members from segment_memberships where project_id = $1',
    [projectId],
  )
}

/** What comes on top of the bases, oldest first. */
export function listLaterTransitions(record: Queryable, projectId: number): Promise<LaterTransition[]> {
  return record.query<LaterTransition>(
    `select t.segment_id as "segmentId", t.direction, t.count, t.row_nos as "rowNos", t.members
     from segment_memberships m
     join segment_transitions t on t.project_id = m.project_id and t.segment_id = m.segment_id and t.id > m.transition
     where m.project_id = $1 order by t.id`,
    [projectId],
  )
}

/** Since when the rule counts by which a segment is recorded. */
export async function findBase(
  record: Queryable,
  projectId: number,
  segmentId: string,
): Promise<{ since: Date; version: number } | undefined> {
  const [base] = await record.query<{ since: Date; version: number }>(
    'select since, version from segment_memberships where project_id = $1 and segment_id = $2',
    [projectId, segmentId],
  )
  return base
}

/** Since when a segment's current rule counts, and everybody who has entered it since then, oldest first. */
export async function findEntries(
  record: Queryable,
  projectId: number,
  segmentId: string,
): Promise<
  { since: Date; version: number; entries: { at: Date; rowNos: number[] | null; members: Buffer | null }[] } | undefined
> {
  const base = await findBase(record, projectId, segmentId)
  if (!base) return undefined
  const entries = await record.query<{ at: Date; rowNos: number[] | null; members: Buffer | null }>(
    `select at, row_nos as "rowNos", members from segment_transitions
     where project_id = $1 and segment_id = $2 and version = $3 and direction = 'entered' and cause not in ('rule', 'found')
     order by id`,
    [projectId, segmentId, base.version],
  )
  return { ...base, entries }
}

/** Removes a part of what is recorded of deleted segments, the base last; whether there is more. */
export async function forgetSegments(record: Queryable, projectId: number, segmentIds: string[]): Promise<boolean> {
  const [{ removed }] = await record.query<{ removed: number }>(
    `with part as (
       select id from segment_transitions where project_id = $1 and segment_id = any($2) limit ${FORGET_ROWS}
     ), removed as (
       delete from segment_transitions t using part p where t.project_id = $1 and t.id = p.id returning t.id
     ) select count(*)::int as removed from removed`,
    [projectId, segmentIds],
  )
  if (removed === FORGET_ROWS) return true
  await record.query('delete from segment_sizes where project_id = $1 and segment_id = any($2)', [
    projectId,
    segmentIds,
  ])
  await record.query('delete from segment_memberships where project_id = $1 and segment_id = any($2)', [
    projectId,
    segmentIds,
  ])
  return false
}

// Entries of the log: some tens of milliseconds.
const FORGET_ROWS = 5_000
