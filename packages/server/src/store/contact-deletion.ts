import type { Transaction } from './database.ts'

/** Deletes contacts softly: restoring brings their tags and static segments back. Returns those that were there. */
export async function deleteContacts(
  transaction: Transaction,
  { rowNos, at }: { rowNos: number[]; at: Date },
): Promise<Set<number>> {
  const rows = await transaction.query<{ rowNo: number }>(
    `update contacts set deleted_at = $3 where project_id = $1 and row_no = any($2) and deleted_at is null
     returning row_no as "rowNo"`,
    [transaction.projectId, rowNos, at],
  )
  const deleted = new Set(rows.map(({ rowNo }) => rowNo))
  transaction.touch(deleted)
  return deleted
}
