import type { MessageChannel } from '@rollcall/contract'
import type { HardBounce } from './bounces.ts'
import type { Transaction } from './database.ts'
import { ensureEventMonths } from './events.ts'
import { addressOn } from './skip-reason.ts'

/**
 * Writes down that addresses on a channel do not exist: the event, and for whoever still has this address that nothing more is
 * sent to it. May be repeated.
 */
export async function noteChannelBounces(
  transaction: Transaction,
  channel: MessageChannel,
  { bounces, at }: { bounces: HardBounce[]; at: Date },
): Promise<void> {
  const { projectId } = transaction
  const [rowNos, addresses] = [bounces.map(({ rowNo }) => rowNo), bounces.map(({ address }) => address)]
  const noted = await transaction.query<{ rowNo: number }>(
    `with held as (
       select c.row_no, ${addressOn('$2::text')} as address from contacts c
       where c.project_id = $1 and c.row_no = any($3) and c.deleted_at is null order by c.row_no for no key update
     )
     insert into channel_bounces (project_id, row_no, channel, address, note, at)
     select distinct on (h.row_no) $1::int, h.row_no, $2::text, b.address, b.note, $6::timestamptz
     from unnest($3::int[], $4::text[], $5::text[]) as b (row_no, address, note)
     join held h on h.row_no = b.row_no and h.address = b.address
     on conflict (project_id, row_no, channel) do update set address = excluded.address, note = excluded.note, at = excluded.at
     returning row_no as "rowNo"`,
    [projectId, channel, rowNos, addresses, bounces.map(({ response }) => response.slice(0, 500)), at],
  )
  await ensureEventMonths(transaction, [at.getTime() / 1_000])
  await transaction.query(
    `insert into events (project_id, row_no, at, name, campaign_id, transactional)
     select distinct $1::int, c.row_no, $2::timestamptz, $3::text, b.campaign_id, coalesce(k.transactional, false)
     from unnest($4::int[], $5::uuid[]) as b (row_no, campaign_id)
     join contacts c on c.project_id = $1 and c.row_no = b.row_no
     left join campaigns k on k.project_id = $1 and k.id = b.campaign_id where not exists (
       select from events e where e.project_id = $1 and e.row_no = b.row_no and e.name = $3 and e.campaign_id = b.campaign_id
         and e.name not like 'email.%' and e.name not like '%.sent')`,
    [projectId, at, `${channel}.bounced`, rowNos, bounces.map(({ campaignId }) => campaignId)],
  )
  transaction.touch(noted.map(({ rowNo }) => rowNo))
}
