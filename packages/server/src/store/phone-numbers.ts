import type { Transaction } from './database.ts'

/** Gives a contact a number (E.164) when they have none and nobody else has it. */
export async function fillPhone(
  transaction: Transaction,
  { rowNo, phone, at }: { rowNo: number; phone: string; at: Date },
): Promise<void> {
  const filled = await transaction.query(
    `update contacts set phone = $3, updated_at = $4
     where project_id = $1 and row_no = $2 and phone is null and not exists (
       select from contacts o where o.project_id = $1 and o.phone = $3 and o.deleted_at is null)
     returning 1`,
    [transaction.projectId, rowNo, phone, at],
  )
  if (filled.length > 0) transaction.touch([rowNo])
}
