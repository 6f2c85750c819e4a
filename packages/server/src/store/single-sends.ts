import type { Queryable } from './database.ts'
import { LEASED, type LeasedDelivery, OF_LEASED } from './deliveries.ts'
import { LEAVES_THROUGH } from './leaves-through.ts'
import type { SendingLimits } from './projects.ts'
import { SENDING_ACCOUNT, type SendingAccount } from './providers.ts'

/** A leased single with what holds for its project and its account. */
export type LeasedSingle = LeasedDelivery & { sendingLimits: SendingLimits; account: SendingAccount | null }

/** Takes up to `limit` singles of all projects that are due, whoever has waited longest first, until `leaseUntil`. */
export function leaseSingles(
  record: Queryable,
  { limit, now, leaseUntil }: { limit: number; now: Date; leaseUntil: Date },
): Promise<LeasedSingle[]> {
  // The status is looked up, not joined: the planner would look for singles among all that wait of campaigns that are sent.
  return record.query<LeasedSingle>(
    `with due as (
       select d.project_id, d.id from deliveries d
       where d.single and d.state in ('queued', 'deferred') and coalesce(d.not_before, '-infinity') <= $1
         and (select k.status from campaigns k where k.project_id = d.project_id and k.id = d.campaign_id) = 'sending'
       order by coalesce(d.not_before, '-infinity'), d.id limit $3 for update skip locked
     ), leased as (
       update deliveries d set state = 'leased', fence = d.fence + 1, lease_until = $2, updated_at = $1
       from due where d.project_id = due.project_id and d.id = due.id
       returning d.project_id, d.campaign_id, d.row_no, d.id, d.fence, d.attempts, d.message_id, d.variant, d.single
     )
     select ${LEASED}, j.sending_limits as "sendingLimits", ${SENDING_ACCOUNT} as account
     from leased l join projects j on j.id = l.project_id ${OF_LEASED} left join providers p on ${LEAVES_THROUGH}
     order by l.id`,
    [now, leaseUntil, limit],
  )
}

/** How long the texts of a single are kept: long enough to see what somebody says they got. */
const KEPT_DAYS = 30
const AT_ONCE = 1_000

/** Forgets the files of what is over, and what singles said some time ago, some at a time. */
export async function forgetOldSendings(record: Queryable, now: Date): Promise<void> {
  await record.query(
    `delete from sending_attachments a using campaigns k
     where k.project_id = a.project_id and k.id = a.campaign_id and k.finished_at < $1::timestamptz - interval '1 day'`,
    [now],
  )
  for (;;) {
    // UUIDs of version 7 begin with their time, so the oldest come first.
    const forgotten = await record.query(
      `select forget_sendings(project_id, array_agg(campaign_id), $1) from (
         select s.project_id, s.campaign_id from sendings s join campaigns k on k.project_id = s.project_id and k.id = s.campaign_id
         where s.row_no is not null and s.forgotten_at is null and k.finished_at < $1::timestamptz - $2::int * interval '1 day'
           and s.campaign_id < ($3::text)::uuid
         order by s.campaign_id limit $4
       ) old group by project_id`,
      [now, KEPT_DAYS, firstUuidOf(now.getTime() - KEPT_DAYS * 86_400_000), AT_ONCE],
    )
    if (forgotten.length === 0) return
  }
}

/** The lowest UUID of version 7 of a millisecond. Source: RFC 9562, 5.7. */
function firstUuidOf(atMs: number): string {
  const hex = Math.floor(atMs).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
