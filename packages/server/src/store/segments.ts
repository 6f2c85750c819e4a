import { parseId, toId } from '@rollcall/contract'
import type { Filter } from '@rollcall/filters'
import { failure } from '../failure.ts'
import { isAfterName, orderByName } from './by-name.ts'
import type { Queryable, Transaction } from './database.ts'

/** A segment as the record keeps it; `filters` is null for a static one. */
export type SegmentRecord = {
  id: string
  name: string
  description: string | null
  kind: 'dynamic' | 'static'
  version: number
  filters: Filter | null
  createdAt: Date
  updatedAt: Date
}

const COLUMNS = `s.id, s.name, s.description, s.kind, s.version, v.filters, s.created_at as "createdAt", s.updated_at as "updatedAt"`
const FROM = `segments s left join segment_versions v
  on v.project_id = s.project_id and v.segment_id = s.id and v.version = s.version`

/** Segments by name after `after`, at most `limit`; `q` is part of the name in any case. */
export function listSegments(
  record: Queryable,
  projectId: number,
  page: { limit: number; after: string | null; q: string | null; kind: SegmentRecord['kind'] | null },
): Promise<SegmentRecord[]> {
  return record.query<SegmentRecord>(
    `select ${COLUMNS} from ${FROM}
     where s.project_id = $1 and ($2::text is null or ${isAfterName('s.name', '$2')}) and ($3::text is null or strpos(lower(s.name), lower($3)) > 0)
       and ($5::text is null or s.kind = $5)
     order by ${orderByName('s.name')} limit $4`,
    [projectId, page.after, page.q, page.limit, page.kind],
  )
}

/** Every segment of a project by name; `id` is public. */
export async function listSegmentNames(
  record: Queryable,
  projectId: number,
): Promise<{ id: string; uuid: string; name: string; kind: 'dynamic' | 'static' }[]> {
  const rows = await record.query<{ uuid: string; name: string; kind: 'dynamic' | 'static' }>(
    `select id as uuid, name, kind from segments where project_id = $1 order by name`,
    [projectId],
  )
  return rows.map((segment) => ({ id: toId('segment', segment.uuid), ...segment }))
}

/** By id or exact name. */
export async function getSegment(record: Queryable, projectId: number, idOrName: string): Promise<SegmentRecord> {
  const [segment] = await record.query<SegmentRecord>(
    `select ${COLUMNS} from ${FROM} where s.project_id = $1 and (s.id = $2 or s.name = $3)
     order by s.id = $2 desc nulls last limit 1`,
    [projectId, parseId('segment', idOrName) ?? null, idOrName.trim().normalize('NFC')],
  )
  if (!segment) throw failure('not_found', { what: 'segment', id: idOrName })
  return segment
}

/** Keeps a new segment; returns its UUID. */
export async function insertSegment(
  transaction: Transaction,
  segment: { name: string; description: string | null; kind: 'dynamic' | 'static' },
): Promise<string> {
  const [{ id }] = await transaction.query<{ id: string }>(
    'insert into segments (project_id, name, description, kind) values ($1, $2, $3, $4) returning id',
    [transaction.projectId, segment.name, segment.description, segment.kind],
  )
  return id
}

/** Makes a rule the current version of a segment, numbered after the last one. */
export async function addSegmentVersion(transaction: Transaction, segmentId: string, filters: Filter): Promise<void> {
  const { projectId, actor } = transaction
  const [{ version }] = await transaction.query<{ version: number }>(
    `insert into segment_versions (project_id, segment_id, version, filters, created_by)
     select $1, $2, coalesce(max(version), 0) + 1, $3, $4 from segment_versions where project_id = $1 and segment_id = $2
     returning version`,
    [projectId, segmentId, JSON.stringify(filters), actor],
  )
  await transaction.query('update segments set version = $3, updated_at = now() where project_id = $1 and id = $2', [
    projectId,
    segmentId,
    version,
  ])
}

/** Changes name and description; undefined leaves. Returns the version that it has. */
export async function updateSegment(
  transaction: Transaction,
  segmentId: string,
  change: { name?: string; description?: string | null },
): Promise<number> {
  const [{ version }] = await transaction.query<{ version: number }>(
    `update segments set name = coalesce($3, name), description = case when $4 then $5 else description end, updated_at = now()
     where project_id = $1 and id = $2 returning version`,
    [
      transaction.projectId,
      segmentId,
      change.name ?? null,
      change.description !== undefined,
      change.description ?? null,
    ],
  )
  return version
}

/** Removes a segment with its versions and static members; returns the contacts that were in it by hand. */
export async function deleteSegment(transaction: Transaction, segmentId: string): Promise<number[]> {
  const members = await transaction.query<{ rowNo: number }>(
    'delete from segment_contacts where project_id = $1 and segment_id = $2 returning row_no as "rowNo"',
    [transaction.projectId, segmentId],
  )
  await transaction.query('delete from segments where project_id = $1 and id = $2', [transaction.projectId, segmentId])
  return members.map((member) => member.rowNo)
}

/** Puts contacts into a static segment; returns those that were not in it. */
export async function addSegmentContacts(
  transaction: Transaction,
  segmentId: string,
  rowNos: number[],
): Promise<number[]> {
  const added = await transaction.query<{ rowNo: number }>(
    `insert into segment_contacts (project_id, segment_id, row_no, added_by)
     select $1, $2, row_no, $4 from unnest($3::int[]) as row_no on conflict do nothing returning row_no as "rowNo"`,
    [transaction.projectId, segmentId, rowNos, transaction.actor],
  )
  return added.map((member) => member.rowNo)
}

/** Takes contacts out of a static segment; returns those that were in it. */
export async function removeSegmentContacts(
  transaction: Transaction,
  segmentId: string,
  rowNos: number[],
): Promise<number[]> {
  const removed = await transaction.query<{ rowNo: number }>(
    `delete from segment_contacts where project_id = $1 and segment_id = $2 and row_no = any($3)
     returning row_no as "rowNo"`,
    [transaction.projectId, segmentId, rowNos],
  )
  return removed.map((member) => member.rowNo)
}

/** When and by whom a contact was put into each static segment that it is in, by the segment's UUID. */
export async function listStaticEntries(
  record: Queryable,
  projectId: number,
  rowNo: number,
): Promise<Map<string, { at: Date; by: string }>> {
  const rows = await record.query<{ id: string; at: Date; by: string }>(
    `select segment_id as id, added_at as at, added_by as by from segment_contacts where project_id = $1 and row_no = $2`,
    [projectId, rowNo],
  )
  return new Map(rows.map(({ id, ...entry }) => [id, entry]))
}
