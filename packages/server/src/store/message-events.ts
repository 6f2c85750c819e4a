import type { Transaction } from './database.ts'
import { ensureEventMonths } from './events.ts'

/** What can happen to somebody because of a message. */
export type MessageEventName = 'email.bounced' | 'email.complained'

/**
 * The statement that adds an event for each message of the relation `messages` (project_id, row_no, campaign_id); `name` and `at` are
 * expressions of SQL.
 */
export function insertingMessageEvents({ messages, name, at }: { messages: string; name: string; at: string }): string {
  return `insert into events (project_id, row_no, at, name, campaign_id, transactional)
    select m.project_id, m.row_no, ${at}, ${name}, m.campaign_id, coalesce(
      (select k.transactional from campaigns k where k.project_id = m.project_id and k.id = m.campaign_id), false)
    from ${messages} m`
}

/** Adds an event for each message, whatever the month; `once`: not for somebody who has it of that campaign. */
export async function noteMessageEvents(
  transaction: Transaction,
  { name, at, once = false }: { name: MessageEventName; at: Date; once?: boolean },
  messages: { rowNo: number; campaignId: string | null }[],
): Promise<void> {
  await ensureEventMonths(transaction, [at.getTime() / 1_000])
  await transaction.query(
    `with given as (
       select distinct $1::int as project_id, row_no, campaign_id from unnest($4::int[], $5::uuid[]) as g (row_no, campaign_id)
     ), fresh as (
       select * from given g where not $6::bool or not exists (
         select from events e where e.project_id = $1 and e.row_no = g.row_no and e.name = $2 and e.campaign_id = g.campaign_id)
     )
     ${insertingMessageEvents({ messages: 'fresh', name: '$2::text', at: '$3::timestamptz' })}`,
    [
      ...[transaction.projectId, name, at],
      messages.map(({ rowNo }) => rowNo),
      messages.map(({ campaignId }) => campaignId),
      once,
    ],
  )
}
