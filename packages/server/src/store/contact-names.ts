import { toId } from '@rollcall/contract'
import type { Queryable } from './database.ts'

/** Who a contact is, in one line. */
export type ContactName = { id: string; email: string | null; name: string | null }

/** Who these row numbers are; those of deleted contacts are absent. */
export async function findContactNames(
  record: Queryable,
  projectId: number,
  rowNos: number[],
): Promise<Map<number, ContactName>> {
  const rows = await record.query<ContactName & { rowNo: number }>(
    `select row_no as "rowNo", id, email, coalesce(name, nullif(concat_ws(' ', first_name, last_name), '')) as name
     from contacts where project_id = $1 and row_no = any($2) and deleted_at is null`,
    [projectId, [...new Set(rowNos)]],
  )
  return new Map(rows.map(({ rowNo, ...contact }) => [rowNo, { ...contact, id: toId('contact', contact.id) }]))
}
