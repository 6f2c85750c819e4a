import type { Queryable, Transaction } from './database.ts'
import { noteMessageEvents } from './message-events.ts'

/** A server's word that nobody has this address. */
export type HardBounce = { rowNo: number; campaignId: string; address: string; response: string }

/**
 * Writes down that mailboxes do not exist: the event, an entry of the suppression list, and the status of whoever would still
 * be written to. May be repeated.
 */
export async function noteHardBounces(transaction: Transaction, bounces: HardBounce[], at: Date): Promise<void> {
  const { projectId, actor } = transaction
  // Another address by now: that one did not bounce. Locked in the order of rows, like everybody does who locks several.
  const contacts = await transaction.query<{ rowNo: number; addressKey: string }>(
    `with held as (
       select c.row_no from contacts c
       where c.project_id = $1 and (c.row_no, c.email) in (select * from unnest($2::int[], $3::text[]))
       order by c.row_no for no key update
     )
     update contacts c set updated_at = $4,
       status = case when c.status in ('subscribed', 'non-subscribed') then 'bounced' else c.status end
     where c.project_id = $1 and c.row_no = any(array(select row_no from held))
     returning c.row_no as "rowNo", c.email_key as "addressKey"`,
    [projectId, bounces.map(({ rowNo }) => rowNo), bounces.map(({ address }) => address), at],
  )
  const keys = new Map(contacts.map(({ rowNo, addressKey }) => [rowNo, addressKey]))
  const noted = bounces.filter(({ rowNo }) => keys.has(rowNo))
  await transaction.query(
    `insert into suppressions (project_id, address, reason, note, campaign_id, delivery_id, created_by)
     select $1, b.address, 'bounce', b.note, b.campaign_id, d.id, $6
     from unnest($2::text[], $3::text[], $4::uuid[], $5::int[]) as b (address, note, campaign_id, row_no)
     left join deliveries d on d.project_id = $1 and d.campaign_id = b.campaign_id and d.row_no = b.row_no
     on conflict (project_id, address, reason) do nothing`,
    [
      projectId,
      noted.map(({ rowNo }) => keys.get(rowNo)),
      noted.map(({ response }) => response.slice(0, 500)),
      noted.map(({ campaignId }) => campaignId),
      noted.map(({ rowNo }) => rowNo),
      actor,
    ],
  )
  await noteMessageEvents(transaction, { name: 'email.bounced', at, once: true }, noted)
  transaction.touch(keys.keys())
}

/** Messages that servers judged, and of those whom they turned away for what they say or who sends them, or could not deliver. */
export type Refusals = { judged: number; refused: number }

/** How a campaign fares: what counts for its brake. `refusals`: of all its messages, and of the last thousand alone. */
export type CampaignHealth = {
  delivered: number
  bounced: number
  complained: number
  refusals: Refusals[]
}

// A server may lose patience after half a million messages: a share of all of them would say so far too late. Those of a day are
// found by time.
const LATELY = 1_000

type Counted = Omit<CampaignHealth, 'refusals'> & { late: number; rejected: number; undelivered: number }

/** Counted in the ledger and in the events, for what was sent since `since`; null: for all of it. */
export async function measureHealth(
  record: Queryable,
  { projectId, id }: { projectId: number; id: string },
  since: Date | null,
): Promise<CampaignHealth> {
  const [{ late, rejected, undelivered, ...health }] = await record.query<Counted>(
    `select
       (select count(*) from deliveries where project_id = $1 and campaign_id = $2 and state = 'sent'
          and ($3::timestamptz is null or updated_at >= $3))::int as delivered,
       (select count(*) from deliveries where project_id = $1 and campaign_id = $2 and state = 'failed'
          and reason = 'no_mailbox' and ($3::timestamptz is null or updated_at >= $3))::int as bounced,
       (select count(distinct e.row_no) from events e where e.project_id = $1 and e.campaign_id = $2
          and e.name = 'email.complained' and ($3::timestamptz is null or exists (
            select from deliveries d where d.project_id = $1 and d.campaign_id = $2 and d.row_no = e.row_no
              and d.updated_at >= $3)))::int as complained,
       (select count(*) from deliveries where project_id = $1 and campaign_id = $2 and state = 'sent'
          and feedback = 'bounced' and ($3::timestamptz is null or updated_at >= $3))::int as late,
       (select count(*) from deliveries where project_id = $1 and campaign_id = $2 and state = 'failed'
          and reason = 'rejected' and ($3::timestamptz is null or updated_at >= $3))::int as rejected,
       (select count(*) from deliveries where project_id = $1 and campaign_id = $2 and state = 'sent'
          and feedback = 'undelivered' and ($3::timestamptz is null or updated_at >= $3))::int as undelivered`,
    [projectId, id, since],
  )
  // What was taken over and came back later.
  const [delivered, bounced] = [health.delivered - late, health.bounced + late]
  const inAll = { judged: delivered + bounced + rejected, refused: rejected + undelivered }
  const refusals = [inAll, await countLately(record, { projectId, id }, since)]
  return { ...health, delivered, bounced, refusals }
}

async function countLately(
  record: Queryable,
  { projectId, id }: { projectId: number; id: string },
  since: Date | null,
): Promise<Refusals> {
  const [lately] = await record.query<Refusals>(
    `select count(*)::int as judged, count(*) filter (where reason = 'rejected' or feedback = 'undelivered')::int as refused from (
       select state, reason, feedback from deliveries
       where project_id = $1 and campaign_id = $2 and (state = 'sent' or state = 'failed' and reason in ('rejected', 'no_mailbox'))
         and updated_at >= greatest($3::timestamptz, now() - interval '1 day')
       order by updated_at desc limit $4
     ) latest`,
    [projectId, id, since, LATELY],
  )
  return lately
}
