import type { Kept } from '../contacts/to-undo.ts'
import type { Transaction } from './database.ts'

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
