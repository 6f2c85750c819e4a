import type { Transaction } from './database.ts'
import { noteMessageEvents } from './message-events.ts'

/** Somebody's word that they take a message for spam; `addressKey` is their folded address, null when it is forgotten. */
export type Complaint = { rowNo: number; campaignId: string; addressKey: string | null; note: string }

/**
 * Writes down complaints: the event, and an entry of the suppression list, which keeps all mail from them. Their status stays
 * what they said themselves. May be repeated.
 */
export async function noteComplaints(transaction: Transaction, complaints: Complaint[], at: Date): Promise<void> {
  const { projectId, actor } = transaction
  const held = await transaction.query<{ rowNo: number }>(
    `select row_no as "rowNo" from contacts where project_id = $1 and row_no = any($2) order by row_no for no key update`,
    [projectId, complaints.map(({ rowNo }) => rowNo)],
  )
  const rows = new Set(held.map(({ rowNo }) => rowNo))
  const noted = complaints.filter(({ rowNo }) => rows.has(rowNo))
  await transaction.query(
    `insert into suppressions (project_id, address, reason, note, created_by)
     select $1, address, 'complaint', note, $4 from unnest($2::text[], $3::text[]) as c (address, note)
     where address is not null
     on conflict (project_id, address, reason) do nothing`,
    [projectId, noted.map(({ addressKey }) => addressKey), noted.map(({ note }) => note.slice(0, 500)), actor],
  )
  await noteMessageEvents(transaction, { name: 'email.complained', at, once: true }, noted)
  transaction.touch(rows)
}
