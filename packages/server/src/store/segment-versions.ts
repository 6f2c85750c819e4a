import type { Filter } from '@rollcall/filters'
import type { Queryable, Transaction } from './database.ts'

/** One version of a segment's rule as the record keeps it. */
export type VersionRecord = { version: number; filters: Filter; createdAt: Date; createdBy: string }

const SELECT_VERSIONS = `
  select version, filters, created_at as "createdAt", created_by as "createdBy" from segment_versions
  where project_id = $1 and segment_id = $2`

/** Versions of a rule from the newest to the oldest, those before `before`. */
export function listVersions(
  record: Queryable,
  projectId: number,
  page: { segmentId: string; before: number | null; limit: number },
): Promise<VersionRecord[]> {
  return record.query<VersionRecord>(
    `${SELECT_VERSIONS} and ($3::int is null or version < $3) order by version desc limit $4`,
    [projectId, page.segmentId, page.before, page.limit],
  )
}

/** One version of a rule. */
export async function findVersion(
  record: Queryable,
  projectId: number,
  { segmentId, version }: { segmentId: string; version: number },
): Promise<VersionRecord | undefined> {
  const [found] = await record.query<VersionRecord>(`${SELECT_VERSIONS} and version = $3`, [
    ...[projectId, segmentId],
    version,
  ])
  return found
}

/** Puts everyone who is in one static segment into another; returns them, as one array because they may be millions. */
export async function copyMembers(transaction: Transaction, from: string, into: string): Promise<number[]> {
  const [{ rowNos }] = await transaction.query<{ rowNos: number[] }>(
    `with put as (
       insert into segment_contacts (project_id, segment_id, row_no, added_by)
       select $1, $3, row_no, $4 from segment_contacts where project_id = $1 and segment_id = $2 order by row_no
       returning row_no
     )
     select coalesce(array_agg(row_no), '{}') as "rowNos" from put`,
    [transaction.projectId, from, into, transaction.actor],
  )
  return rowNos
}

/** Puts contacts into an empty static segment, those left out who are gone meanwhile; returns them, as one array likewise. */
export async function putMembers(transaction: Transaction, into: string, rowNos: number[]): Promise<number[]> {
  const [put] = await transaction.query<{ rowNos: number[] }>(
    `with put as (
       insert into segment_contacts (project_id, segment_id, row_no, added_by)
       select $1, $2, c.row_no, $4 from unnest($3::int[]) as asked (row_no)
       join contacts c on c.project_id = $1 and c.row_no = asked.row_no and c.deleted_at is null order by c.row_no
       returning row_no
     )
     select coalesce(array_agg(row_no), '{}') as "rowNos" from put`,
    [transaction.projectId, into, rowNos, transaction.actor],
  )
  return put.rowNos
}

/** Which of these names segments of the project have. */
export async function listTakenNames(record: Queryable, projectId: number, names: string[]): Promise<Set<string>> {
  const rows = await record.query<{ name: string }>(
    'select name from segments where project_id = $1 and name = any($2)',
    [projectId, names],
  )
  return new Set(rows.map(({ name }) => name))
}
