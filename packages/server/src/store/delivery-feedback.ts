import { FEEDBACK, type MessageChannel } from '@rollcall/contract'
import type { Transaction } from './database.ts'

/** What was heard of a message after it was handed over; none hides one that comes after it among FEEDBACK. */
export type Feedback = (typeof FEEDBACK)[number]

/** A delivery that reports are about. */
export type ReportedDelivery = {
  id: string
  rowNo: number
  campaignId: string
  channel: MessageChannel
  address: string | null
  response: string | null
}

/** Deliveries by their UUIDs, or by the sentences that say who took them over; only those that ever left. */
export function listReported(
  transaction: Transaction,
  { ids, responses }: { ids: string[]; responses: string[] },
): Promise<ReportedDelivery[]> {
  return transaction.query<ReportedDelivery>(
    `select d.id, row_no as "rowNo", campaign_id as "campaignId", address, response,
       (select k.channel from campaigns k where k.project_id = $1 and k.id = campaign_id) as channel
     from (
       select id, row_no, campaign_id, address, response from deliveries
       where project_id = $1 and id = any($2::uuid[]) and message_id is not null
       union
       select id, row_no, campaign_id, address, response from deliveries
       where project_id = $1 and response = any($3::text[]) and response like 'Taken over by % as %'
     ) d`,
    [transaction.projectId, ids, responses],
  )
}

/**
 * Locks the people of deliveries before the deliveries themselves: whoever marks a message as being sent locks in this order,
 * so nobody waits in a circle.
 */
export async function holdPeople(transaction: Transaction, rowNos: number[]): Promise<void> {
  await transaction.query(
    'select from contacts where project_id = $1 and row_no = any($2) order by row_no for no key update',
    [transaction.projectId, rowNos],
  )
}

/** What was heard of one delivery. */
export type Heard = { id: string; deliveredAt: Date | null; feedback: Feedback | null; note: string | null }

/** A delivery after something was heard of it; the flags say what this is the first report of. */
export type Updated = {
  id: string
  rowNo: number
  campaignId: string
  channel: MessageChannel
  isTransactional: boolean
  isNewlyDelivered: boolean
  isNewlySent: boolean
}

// What is heard of somebody who was erased meanwhile may name them.
export const KNOWS_PERSON = 'exists (select from contacts c where c.project_id = d.project_id and c.row_no = d.row_no)'

const WAS_LOST = `(d.attempts > 0 and d.state in ('uncertain', 'queued', 'deferred'))`

/**
 * Writes down what was heard, in whatever order it comes. Who reports on a message has taken it over: so what was uncertain,
 * or waited to be sent again, is sent.
 */
export function noteFeedback(transaction: Transaction, heard: Heard[], now: Date): Promise<Updated[]> {
  return transaction.query<Updated>(
    `with heard as (
       select *, coalesce(array_position($7::text[], feedback), 0) as grade
       from unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::text[]) as h (id, delivered_at, feedback, note)
     ), held as (
       select d.id, ${KNOWS_PERSON} as is_known from deliveries d where project_id = $1 and id = any($2)
       order by campaign_id, row_no for no key update
     )
     update deliveries d set delivered_at = least(d.delivered_at, h.delivered_at),
       feedback = case when h.grade > coalesce(array_position($7, d.feedback), 0) then h.feedback else d.feedback end,
       feedback_note = case when h.grade > coalesce(array_position($7, d.feedback), 0) then case when held.is_known then h.note end else d.feedback_note end,
       state = case when ${WAS_LOST} then 'sent' else d.state end,
       reason = case when ${WAS_LOST} then null else d.reason end,
       not_before = case when ${WAS_LOST} then null else d.not_before end,
       updated_at = case when ${WAS_LOST} then $6 else d.updated_at end
     from heard h join held using (id)
     where d.project_id = $1 and d.id = h.id
     returning d.id, d.row_no as "rowNo", d.campaign_id as "campaignId", old.state <> new.state as "isNewlySent",
       (select k.transactional from campaigns k where k.project_id = $1 and k.id = d.campaign_id) as "isTransactional",
       (select k.channel from campaigns k where k.project_id = $1 and k.id = d.campaign_id) as channel,
       old.delivered_at is null and new.delivered_at is not null as "isNewlyDelivered"`,
    [
      transaction.projectId,
      heard.map(({ id }) => id),
      heard.map(({ deliveredAt }) => deliveredAt),
      heard.map(({ feedback }) => feedback),
      heard.map(({ note }) => note),
      now,
      FEEDBACK,
    ],
  )
}
