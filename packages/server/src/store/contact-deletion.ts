import type { Transaction } from './database.ts'

/** Deletes contacts softly: restoring brings their tags and static segments back. Returns those that were there. */
export async function deleteContacts(
  transaction: Transaction,
  { rowNos, at }: { rowNos: number[]; at: Date },
): Promise<Set<number>> {
  const rows = await transaction.query<{ rowNo: number }>(
    `with deleted as (
       update contacts set deleted_at = $3 where project_id = $1 and row_no = any($2) and deleted_at is null returning row_no
     )
     insert into contact_log (project_id, row_no, change, at, changed_by)
     select $1, row_no, 'deleted', $3, $4 from deleted returning row_no as "rowNo"`,
    [transaction.projectId, rowNos, at, transaction.actor],
  )
  const deleted = new Set(rows.map(({ rowNo }) => rowNo))
  transaction.touch(deleted)
  return deleted
}
