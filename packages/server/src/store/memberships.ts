import type { Kept } from '../contacts/to-undo.ts'
import type { Transaction } from './database.ts'

/** Puts contacts into static segments, of which some may be gone by now; says who was not in which. */
export async function joinSegments(
  transaction: Transaction,
  segmentIds: string[],
  rowNos: number[],
): Promise<(Kept & { rowNo: number })[]> {
  const joined = await transaction.query<Kept & { rowNo: number }>(
    `insert into segment_contacts (project_id, segment_id, row_no, added_by)
     select $1, s.id, row_no, $4 from segments s cross join unnest($3::int[]) as row_no
     where s.project_id = $1 and s.id = any($2::uuid[]) and s.kind = 'static' order by s.id, row_no
     on conflict do nothing
     returning row_no as "rowNo", segment_id as id, added_at::text as at, added_by as by`,
    [transaction.projectId, segmentIds, rowNos, transaction.actor],
  )
  transaction.touch(joined.map(({ rowNo }) => rowNo))
  return joined
}

/** Since when and by whom contacts are in a static segment; those that are not in it are absent. */
export async function listMemberships(
  transaction: Transaction,
  segmentId: string,
  rowNos: number[],
): Promise<Map<number, Kept>> {
  const rows = await transaction.query<Kept & { rowNo: number }>(
    `select row_no as "rowNo", segment_id as id, added_at::text as at, added_by as by from segment_contacts
     where project_id = $1 and segment_id = $2 and row_no = any($3)`,
    [transaction.projectId, segmentId, rowNos],
  )
  return new Map(rows.map(({ rowNo, id, at, by }) => [rowNo, { id, at, by }]))
}
