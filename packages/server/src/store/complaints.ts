import { toId } from '@rollcall/contract'
import type { Transaction } from './database.ts'
import { noteMessageEvents } from './message-events.ts'

/** Somebody's word that they take a message for spam; `addressKey` is their folded address, null when it is forgotten. */
export type Complaint = { rowNo: number; campaignId: string; addressKey: string | null; note: string }

/**
 * Writes down complaints: the event, an entry of the suppression list, which keeps all mail from them, and that they are
 * unsubscribed, with the complaint as proof. May be repeated.
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
  await leave(transaction, noted, at)
  await noteMessageEvents(transaction, { name: 'email.complained', at, once: true }, noted)
  transaction.touch(rows)
}

// Whom somebody else made unsubscribed says so for themselves now: undoing that must not bring them back.
async function leave(transaction: Transaction, complaints: Complaint[], at: Date) {
  const { projectId, actor } = transaction
  const proofs = complaints.map(({ campaignId, note }) =>
    JSON.stringify({ source: 'complaint', campaign: toId('campaign', campaignId), wording: note.slice(0, 500) }),
  )
  await transaction.query(
    `with changed as (
       update contacts c set status = 'unsubscribed', unsubscribed_at = $4, updated_at = $4
       where c.project_id = $1 and c.row_no = any($2) and (c.status <> 'unsubscribed' or not exists (
         select from consent_log l where l.project_id = $1 and l.row_no = c.row_no and l.channel = 'email'
           and l.state = 'opted_out' and l.changed_by = $5 and l.at >= coalesce(c.unsubscribed_at, '-infinity')))
       returning c.row_no
     )
     insert into consent_log (project_id, row_no, channel, state, proof, at, changed_by)
     select distinct on (row_no) $1::int, row_no, 'email', 'opted_out', w.proof::jsonb, $4::timestamptz, $5
     from changed join unnest($2::int[], $3::text[]) as w (row_no, proof) using (row_no)`,
    [projectId, complaints.map(({ rowNo }) => rowNo), proofs, at, actor],
  )
}
