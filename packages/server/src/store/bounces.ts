import type { Queryable, Transaction } from './database.ts'

/**
 * Writes down that a contact's mailbox does not exist: the event, an entry of the suppression list, and the status of whoever
 * would still be written to. May be repeated.
 */
export async function noteHardBounce(
  transaction: Transaction,
  bounce: { rowNo: number; campaignId: string; address: string; response: string; at: Date },
): Promise<void> {
  const { projectId, actor } = transaction
  const { rowNo, at } = bounce
  // Another address by now: that one did not bounce.
  const [contact] = await transaction.query<{ addressKey: string }>(
    `update contacts set status = case when status in ('subscribed', 'non-subscribed') then 'bounced' else status end,
       updated_at = $4
     where project_id = $1 and row_no = $2 and email = $3 returning email_key as "addressKey"`,
    [projectId, rowNo, bounce.address, at],
  )
  if (!contact) return
  await transaction.query(
    `insert into suppressions (project_id, address, reason, note, created_by) values ($1, $2, 'bounce', $3, $4)
     on conflict (project_id, address, reason) do nothing`,
    [projectId, contact.addressKey, bounce.response.slice(0, 500), actor],
  )
  await transaction.query('select ensure_events_partition($1::date)', [at.toISOString().slice(0, 10)])
  await transaction.query(
    `insert into events (project_id, row_no, at, name, campaign_id)
     select $1, $2, $3, 'email.bounced', $4 where not exists (
       select from events where project_id = $1 and row_no = $2 and name = 'email.bounced' and campaign_id = $4)`,
    [projectId, rowNo, at, bounce.campaignId],
  )
  transaction.touch([rowNo])
}

/** How a campaign fares: what counts for its brake. */
export type CampaignHealth = { delivered: number; bounced: number; complained: number }

/** Counted in the ledger and in the events. */
export async function measureHealth(
  record: Queryable,
  { projectId, id }: { projectId: number; id: string },
): Promise<CampaignHealth> {
  const [health] = await record.query<CampaignHealth>(
    `select
       (select count(*) from deliveries where project_id = $1 and campaign_id = $2 and state = 'sent')::int as delivered,
       (select count(*) from deliveries where project_id = $1 and campaign_id = $2 and state = 'failed'
          and reason = 'no_mailbox')::int as bounced,
       (select count(distinct row_no) from events where project_id = $1 and campaign_id = $2
          and name = 'email.complained')::int as complained`,
    [projectId, id],
  )
  return health
}
