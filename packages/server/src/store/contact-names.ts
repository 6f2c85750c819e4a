import { toId } from '@rollcall/contract'
import type { Queryable } from './database.ts'

/** What the contact `c` is called; null of somebody without a name. */
export const FULL_NAME = `coalesce(c.name, nullif(concat_ws(' ', c.first_name, c.last_name), ''))`

/** Who a contact is, in one line. */
export type ContactName = { id: string; email: string | null; name: string | null }

/** Who these row numbers are; those of deleted contacts are absent. */
export async function findContactNames(
  record: Queryable,
  projectId: number,
  rowNos: number[],
): Promise<Map<number, ContactName>> {
  const rows = await record.query<ContactName & { rowNo: number }>(
    `select c.row_no as "rowNo", c.id, c.email, ${FULL_NAME} as name
     from contacts c where c.project_id = $1 and c.row_no = any($2) and c.deleted_at is null`,
    [projectId, [...new Set(rowNos)]],
  )
  return new Map(rows.map(({ rowNo, ...contact }) => [rowNo, { ...contact, id: toId('contact', contact.id) }]))
}
