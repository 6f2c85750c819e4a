import { parseId } from '@rollcall/contract'
import { copyRows } from './copy-rows.ts'
import type { Queryable, Transaction } from './database.ts'

/** A row that was not taken: the line where it begins, why, and its cells. */
export type RejectedRow = { line: number; reason: string; cells: string[] }

export async function insertRejects(transaction: Transaction, importId: string, rejects: RejectedRow[]): Promise<void> {
  if (rejects.length === 0) return
  await copyRows(
    transaction,
    'copy import_rejects (project_id, import_id, line, reason, cells) from stdin',
    rejects.map(({ line, reason, cells }) => [transaction.projectId, importId, line, reason, toArrayText(cells)]),
  )
}

// PostgreSQL's text form of an array; quoting every element is always right.
function toArrayText(cells: string[]): string {
  return `{${cells.map((cell) => `"${cell.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
}

/** Rejected rows in the order of the file, after this line. */
export function listRejects(
  record: Queryable,
  projectId: number,
  { importId, after, limit }: { importId: string; after: number; limit: number },
): Promise<RejectedRow[]> {
  return record.query<RejectedRow>(
    `select line, reason, cells from import_rejects where project_id = $1 and import_id = $2 and line > $3
     order by line limit $4`,
    [projectId, parseId('import', importId) ?? null, after, limit],
  )
}
