import { failure } from '../failure.ts'
import type { Queryable } from './database.ts'

/**
 * Why somebody came or left. `change`: of the contact's data. `time`: it passed. `rule`: the segment's own rule was saved.
 * `definition`: something that the rule mentions was changed. `deleted`: the contact was. `found`: when recording began, or
 * after a restart without knowledge of what happened meanwhile.
 */
export type Cause = 'change' | 'time' | 'rule' | 'definition' | 'deleted' | 'found'

export type Direction = 'entered' | 'left'

/** Everybody who came to a segment, or left it, in one evaluation by the same cause and actor: numbers, or a bitmap. */
export type NewTransition = {
  segmentId: string
  version: number
  at: Date
  direction: Direction
  cause: Cause
  actor: string | null
  /** The latest transaction that touched one of them. */
  xid: string | null
  count: number
  rowNos: (ArrayLike<number> & { join(separator: string): string }) | null
  members: Buffer | null
  lowest: number | null
  highest: number | null
}

/** An entry of a segment's log. `rowNos`: up to three of those whom it is about. */
export type TransitionRecord = {
  id: number
  at: Date
  direction: Direction
  cause: Cause
  actor: string | null
  version: number
  count: number
  rowNos: number[]
}

/** Who came to a segment and left it, newest first; entries before `after`. */
export function listTransitions(
  record: Queryable,
  projectId: number,
  page: { segmentId: string; direction: Direction | null; after: number | null; limit: number },
): Promise<TransitionRecord[]> {
  return record.query<TransitionRecord>(
    `select id, at, direction, cause, actor, version, count, coalesce(row_nos[1:3], array[lowest, highest]) as "rowNos"
     from segment_transitions
     where project_id = $1 and segment_id = $2 and ($3::text is null or direction = $3) and ($4::bigint is null or id < $4)
     order by id desc limit $5`,
    [projectId, page.segmentId, page.direction, page.after, page.limit],
  )
}

/** Everybody whom an entry of a segment's log is about, as numbers or the bytes of a bitmap; throws not_found. */
export async function getTransition(
  record: Queryable,
  projectId: number,
  { segmentId, id }: { segmentId: string; id: string },
): Promise<{ count: number; rowNos: number[] | null; members: Buffer | null }> {
  const [found] = await record.query<{ count: number; rowNos: number[] | null; members: Buffer | null }>(
    `select count, row_nos as "rowNos", members from segment_transitions
     where project_id = $1 and segment_id = $2 and id = $3::bigint`,
    [projectId, segmentId, /^\d{1,18}$/.test(id) ? id : null],
  )
  if (!found) throw failure('not_found', { what: 'entry of the log', id })
  return found
}

/** An entry about a contact in a segment. */
export type ContactTransition = {
  segmentId: string
  id: number
  at: Date
  direction: Direction
  cause: Cause
  actor: string | null
}

/** For each segment the last entry that lists a contact by number. */
export function listContactTransitions(
  record: Queryable,
  projectId: number,
  rowNo: number,
): Promise<ContactTransition[]> {
  return record.query<ContactTransition>(
    `select distinct on (segment_id) segment_id as "segmentId", id, at, direction, cause, actor
     from segment_transitions where project_id = $1 and row_nos @> array[$2::int] order by segment_id, id desc`,
    [projectId, rowNo],
  )
}

/** Entries about very many that may hold a contact, newest first: who came to `segmentIds`, and who left others since `since`. */
export function listLargeTransitions(
  record: Queryable,
  projectId: number,
  asked: { rowNo: number; segmentIds: string[]; since: Date },
): Promise<ContactTransition[]> {
  return record.query<ContactTransition>(
    `select segment_id as "segmentId", id, at, direction, cause, actor from segment_transitions
     where project_id = $1 and members is not null and $2::int between lowest and highest
       and case direction when 'entered' then segment_id = any($3::uuid[]) else segment_id <> all($3::uuid[]) and at >= $4 end
     order by id desc`,
    [projectId, asked.rowNo, asked.segmentIds, asked.since],
  )
}

/** The bytes of the bitmaps of entries about very many, by their ids. */
export async function readMembersOf(record: Queryable, projectId: number, ids: number[]): Promise<Map<number, Buffer>> {
  if (ids.length === 0) return new Map()
  const rows = await record.query<{ id: number; members: Buffer }>(
    'select id, members from segment_transitions where project_id = $1 and id = any($2::bigint[]) and members is not null',
    [projectId, ids],
  )
  return new Map(rows.map(({ id, members }) => [id, members]))
}

/** How many were in a segment right after each version of its rule was saved, of those that are recorded. */
export async function countsWhenSaved(
  record: Queryable,
  projectId: number,
  segmentId: string,
): Promise<Map<number, number>> {
  const rows = await record.query<{ version: number; count: number }>(
    `with moves as (
       select version, sum(signed) as net, sum(signed) filter (where cause in ('rule', 'found')) as begun
       from (
         select version, cause, case direction when 'entered' then count else -count end as signed
         from segment_transitions where project_id = $1 and segment_id = $2
       ) each group by version
     )
     select version, (coalesce(begun, 0) + coalesce(sum(net) over (order by version rows between unbounded preceding
       and 1 preceding), 0))::int as count from moves`,
    [projectId, segmentId],
  )
  return new Map(rows.map(({ version, count }) => [version, count]))
}
