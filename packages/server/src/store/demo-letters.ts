import { RowBitmap } from '@rollcall/engine'
import { copyRows } from './copy-rows.ts'
import type { Transaction } from './database.ts'
import { skipReason } from './skip-reason.ts'

/** Something that happened to a contact; `at` in seconds since 1970. */
type DatedEvent = {
  name: string
  at: number
  letter?: { campaignId: string | null }
  isMachine?: boolean
  link?: string
  properties?: Record<string, unknown>
}

/** Records events of contacts that were created in this transaction. */
export async function insertDemoEvents(
  transaction: Transaction,
  people: readonly { rowNo: number; events: readonly DatedEvent[] }[],
): Promise<void> {
  const { projectId } = transaction
  await transaction.query("select set_config('rollcall.actor', $1, true)", [transaction.actor])
  await copyRows(
    transaction,
    'copy events (project_id, row_no, at, name, campaign_id, machine, link, properties) from stdin',
    people.flatMap(({ rowNo, events }) =>
      events.map(({ name, at, letter, isMachine = false, link = null, properties = null }) => {
        const time = new Date(at * 1000).toISOString()
        return [projectId, rowNo, time, name, letter?.campaignId ?? null, isMachine, link, properties]
      }),
    ),
  )
}

/**
 * Makes a campaign one that was sent, when it was made, to all whose events say so. Of the other readers of the newsletter
 * by then the ledger says why they got nothing.
 */
export async function closeDemoLetter(transaction: Transaction, campaignId: string): Promise<void> {
  const key = [transaction.projectId, campaignId]
  const readers = await transaction.query<{ rowNo: number }>(
    `with sent as (
       select distinct on (row_no) row_no, at from events
       where project_id = $1 and campaign_id = $2 and name = 'email.sent' order by row_no, at
     ), reader as (
       select c.row_no, c.email, k.created_at as at, s.at as sent_at,
         coalesce(${skipReason({ channel: "'email'", isTransactional: 'false', topic: 'null::uuid' })}, case c.row_no % 2 when 0 then 'frequency_cap' else 'gave_up' end) as reason
       from campaigns k join contacts c on c.project_id = $1 and c.created_at <= k.created_at
       left join sent s on s.row_no = c.row_no
       where k.project_id = $1 and k.id = $2 and (s.row_no is not null or (c.fields->>'newsletter')::bool)
     )
     insert into deliveries (project_id, campaign_id, row_no, state, reason, response, address, attempts, updated_at)
     select $1, $2, r.row_no, o.state, case when o.state <> 'sent' then r.reason end,
       case o.state when 'failed' then '452 4.2.2 The mailbox is full' end, r.email, (o.state <> 'skipped')::int, coalesce(r.sent_at, r.at)
     from reader r cross join lateral (
       select case when r.sent_at is not null then 'sent' when r.reason = 'gave_up' then 'failed' else 'skipped' end as state
     ) o returning row_no as "rowNo"`,
    key,
  )
  const members = RowBitmap.of(readers.map(({ rowNo }) => rowNo))
  await transaction.query(
    `insert into campaign_audiences (project_id, campaign_id, members, count, snapshot, at, materialised_to, complete)
     select $1, $2, $3, $4, pg_current_snapshot(), created_at, $5, true from campaigns where project_id = $1 and id = $2`,
    [
      ...key,
      Buffer.from(members.toBytes()),
      members.count,
      readers.reduce((last, { rowNo }) => Math.max(last, rowNo), -1),
    ],
  )
  await transaction.query(
    `update campaigns c set status = 'sent', launched_at = created_at, updated_at = last.at, finished_at = last.at
     from (select coalesce(max(updated_at), now()) as at from deliveries where project_id = $1 and campaign_id = $2) last
     where c.project_id = $1 and c.id = $2`,
    key,
  )
}
