import { FULL_NAME } from './contact-names.ts'
import type { Queryable, Transaction } from './database.ts'
import { addressOn, skipReason } from './skip-reason.ts'

export type DeliveryState =
  | 'queued'
  | 'leased'
  | 'sending'
  | 'sent'
  | 'deferred'
  | 'failed'
  | 'skipped'
  | 'uncertain'
  | 'cancelled'

/** A campaign by its project and UUID. */
export type CampaignKey = { projectId: number; id: string }

/** What is left of a frozen audience; null when all of it is in the ledger, or another process is at it. */
export async function findUnmaterialised(
  transaction: Transaction,
  campaignId: string,
): Promise<{ members: Buffer; materialisedTo: number; done: number } | null> {
  const [audience] = await transaction.query<{ members: Buffer; materialisedTo: number; done: number }>(
    `select members, materialised_to as "materialisedTo", done from campaign_audiences
     where project_id = $1 and campaign_id = $2 and not complete for update skip locked`,
    [transaction.projectId, campaignId],
  )
  return audience ?? null
}

/** The next people of a frozen audience, in the order of their rows. */
export type Chunk = {
  rowNos: number[]
  /** When each of them may be sent to at the earliest; null: at once. */
  notBefore: (Date | null)[]
  /** The version with which each of them takes part in the test, from 0; null: they get what wins, or there is no test. */
  variants: (number | null)[]
  /** Nobody comes after them. */
  isLast: boolean
  /** Nothing is sent to them any more. */
  isCancelled: boolean
  at: Date
}

/**
 * Puts a chunk of a frozen audience into the ledger: queued, or skipped with the reason. A person is in the ledger of a
 * campaign once, however often this is asked.
 */
export async function materialise(transaction: Transaction, campaignId: string, chunk: Chunk): Promise<void> {
  const { rowNos } = chunk
  const key = [transaction.projectId, campaignId]
  // `between` keeps it from reading all contacts for each chunk, `offset 0` the reason from being worked out at each mention.
  await transaction.query(
    `insert into deliveries (project_id, campaign_id, row_no, state, reason, address, not_before, variant, updated_at)
     select $1, $2, wanted.row_no,
       case when judged.reason is not null then 'skipped' when $6 then 'cancelled' else 'queued' end, judged.reason,
       judged.address, case when judged.reason is null and not $6 then wanted.not_before end, wanted.variant, $4
     from unnest($3::int[], $5::timestamptz[], $7::smallint[]) as wanted (row_no, not_before, variant)
     left join contacts c on c.project_id = $1 and c.row_no = wanted.row_no and c.deleted_at is null
       and c.row_no between $8 and $9
     cross join lateral (
       select ${skipReason({ channel: 'k.channel', isTransactional: 'k.transactional', topic: 'k.topic_id' })} as reason,
         ${addressOn('k.channel')} as address
       from campaigns k where k.project_id = $1 and k.id = $2 offset 0
     ) judged
     on conflict do nothing`,
    [...key, rowNos, chunk.at, chunk.notBefore, chunk.isCancelled, chunk.variants, rowNos[0], rowNos.at(-1)],
  )
  await transaction.query(
    `update campaign_audiences set materialised_to = greatest(materialised_to, $3), complete = $4, done = done + $5
     where project_id = $1 and campaign_id = $2`,
    [...key, rowNos.at(-1) ?? -1, chunk.isLast, rowNos.length],
  )
}

/** Whether more than so many deliveries of a campaign could leave now. */
export async function areMoreWaiting(
  record: Queryable,
  { projectId, id }: CampaignKey,
  { than, now }: { than: number; now: Date },
): Promise<boolean> {
  const found = await record.query(
    `select from deliveries where project_id = $1 and campaign_id = $2 and state in ('queued', 'deferred')
       and (not_before is null or not_before <= $3) order by row_no offset $4 limit 1`,
    [projectId, id, now, than],
  )
  return found.length > 0
}

/** The time zones of contacts, in the order of their rows; null where there is none. */
export async function listTimezones(
  record: Queryable,
  projectId: number,
  rowNos: number[],
): Promise<(string | null)[]> {
  const rows = await record.query<{ timezone: string | null }>(
    `select c.timezone from unnest($2::int[]) with ordinality as wanted (row_no, place)
     left join contacts c on c.project_id = $1 and c.row_no = wanted.row_no order by wanted.place`,
    [projectId, rowNos],
  )
  return rows.map(({ timezone }) => timezone)
}

/** Closes what is waiting of a cancelled campaign, up to `limit` at a time. Returns how many were. */
export async function cancelDeliveries(
  record: Queryable,
  { projectId, id }: CampaignKey,
  request: { limit: number; now: Date },
): Promise<number> {
  const cancelled = await record.query(
    `update deliveries d set state = 'cancelled', reason = null, not_before = null, updated_at = $3
     where d.project_id = $1 and d.campaign_id = $2 and d.row_no = any(array(
       select row_no from deliveries where project_id = $1 and campaign_id = $2 and state in ('queued', 'deferred')
       order by row_no limit $4 for update skip locked))
     returning d.row_no`,
    [projectId, id, request.now, request.limit],
  )
  return cancelled.length
}

/** A delivery in a worker's hands, with what its message is made of. A person who is gone has no contact. */
export type LeasedDelivery = {
  projectId: number
  campaignId: string
  rowNo: number
  id: string
  fence: number
  attempts: number
  messageId: string | null
  /** Where the message goes, on the channel of its campaign. */
  address: string | null
  contactId: string | null
  externalId: string | null
  email: string | null
  phone: string | null
  firstName: string | null
  lastName: string | null
  name: string | null
  country: string | null
  language: string | null
  timezone: string | null
  company: string | null
  jobTitle: string | null
  source: string | null
  fields: Record<string, unknown> | null
  /** The version of the campaign that they test, from 0; null: what won, or the only one. */
  variant: number | null
  /** false when opens and clicks of this person are not to be noticed. */
  isTracked: boolean
  /** One person's alone, from POST /v1/sending: it waits for nobody. */
  isSingle: boolean
}

/** What a message is made of: of a leased delivery `l`, its contact `c` and its campaign `k`. */
export const LEASED = `l.project_id as "projectId", l.campaign_id as "campaignId", l.row_no as "rowNo", l.id, l.fence, l.attempts,
  l.message_id as "messageId", ${addressOn('k.channel')} as address, c.id as "contactId", c.external_id as "externalId", c.email, c.phone,
  c.first_name as "firstName", c.last_name as "lastName",
  ${FULL_NAME} as name, c.country, c.language, c.timezone, c.company,
  c.job_title as "jobTitle", c.source, c.fields, l.variant,
  coalesce(c.tracking, false) as "isTracked", l.single as "isSingle"`

/** Where that comes from. The campaign is looked up, not joined, as in the last look before sending. */
export const OF_LEASED = `left join contacts c on c.project_id = l.project_id and c.row_no = l.row_no and c.deleted_at is null
  cross join lateral (select k.project_id, k.channel, k.provider_id from campaigns k where k.project_id = l.project_id and k.id = l.campaign_id offset 0) k`

/**
 * Takes up to `limit` deliveries of a campaign that are due, so that no other worker does until `leaseUntil`. Whoever waits
 * for their turn waits `heldMs` longer; with `onlyTest`, whoever is not in the test waits for its winner.
 */
export function leaseDeliveries(
  record: Queryable,
  { projectId, id }: CampaignKey,
  request: { limit: number; heldMs: number; now: Date; leaseUntil: Date; onlyTest?: boolean },
): Promise<LeasedDelivery[]> {
  // The rows to update are a list, not a join: while statistics lag behind a launch, the planner would take the campaign for
  // a small one and read all of it for each row (1 s for 400 of 10,000).
  return record.query<LeasedDelivery>(
    `with due as (
       select row_no from deliveries
       where project_id = $1 and campaign_id = $2 and state in ('queued', 'deferred')
         ${request.onlyTest ? 'and variant is not null' : ''}
         and (not_before is null or not_before <= $3::timestamptz - case state when 'queued' then $6 else 0 end * interval '1 ms')
       order by row_no limit $5 for update skip locked
     ), leased as (
       update deliveries d set state = 'leased', fence = d.fence + 1, lease_until = $4, updated_at = $3
       where d.project_id = $1 and d.campaign_id = $2 and d.row_no = any(array(select row_no from due))
       returning d.project_id, d.campaign_id, d.row_no, d.id, d.fence, d.attempts, d.message_id, d.variant, d.single
     )
     select ${LEASED} from leased l ${OF_LEASED} order by l.row_no`,
    [projectId, id, request.now, request.leaseUntil, request.limit, request.heldMs],
  )
}

/** Keeps deliveries (UUIDs) in the hands that hold them. */
export async function renewLeases(record: Queryable, ids: string[], leaseUntil: Date): Promise<void> {
  // One that is being written down just now needs no lease, and waiting for it could become a circle.
  await record.query(
    `with held as (
       select project_id, id from deliveries where state in ('leased', 'sending') and id = any($1) for update skip locked
     )
     update deliveries d set lease_until = $2 from held h where d.project_id = h.project_id and d.id = h.id`,
    [ids, leaseUntil],
  )
}

/**
 * Takes deliveries out of hands that are gone: those whose lease ran out, or with `everyone` all of them, for when nobody
 * else can be sending. What was about to be sent is queued again; what was being sent is uncertain, or queued where the
 * campaign says to try again.
 */
export async function recoverDeliveries(record: Queryable, request: { now: Date; everyone: boolean }): Promise<void> {
  await record.query(
    `update deliveries d set state = recovered.state, reason = case recovered.state when 'uncertain' then 'interrupted' end,
       lease_until = null, updated_at = $1
     from (
       select project_id, id, case when state = 'leased' or (
           select coalesce((k.plan->>'retryUncertain')::bool, false) from campaigns k
           where k.project_id = h.project_id and k.id = h.campaign_id
         ) then 'queued' else 'uncertain' end as state
       from deliveries h where h.state in ('leased', 'sending') and ($2 or h.lease_until < $1)
     ) recovered
     where d.project_id = recovered.project_id and d.id = recovered.id and d.state in ('leased', 'sending')
       and ($2 or d.lease_until < $1)`,
    [request.now, request.everyone],
  )
}

/** How many deliveries of a campaign are in a state for a reason. */
export type DeliveryCount = { campaignId: string; state: DeliveryState; reason: string | null; count: number }

/** All of them, counted: those that are done in the index deliveries_ended, those that wait or are in hand in theirs. */
export function countDeliveries(record: Queryable, projectId: number, campaignIds: string[]): Promise<DeliveryCount[]> {
  return record.query<DeliveryCount>(
    `select k.id as "campaignId", counted.* from unnest($2::uuid[]) as k (id) cross join lateral (
       select state, reason, count(*)::int as count from deliveries
       where project_id = $1 and campaign_id = k.id and state in ('sent', 'failed', 'skipped', 'uncertain', 'cancelled')
       group by state, reason
       union all
       select state, reason, count(*)::int from deliveries
       where project_id = $1 and campaign_id = k.id and state in ('queued', 'deferred') group by state, reason
       union all
       select state, reason, count(*)::int from deliveries
       where project_id = $1 and campaign_id = k.id and state in ('leased', 'sending') group by state, reason
     ) counted order by count desc, reason`,
    [projectId, campaignIds],
  )
}

/** How many people each campaign's frozen audience has, by its UUID. */
export async function listFrozenCounts(
  record: Queryable,
  projectId: number,
  campaignIds: string[],
): Promise<Map<string, number>> {
  const rows = await record.query<{ id: string; count: number }>(
    'select campaign_id as id, count from campaign_audiences where project_id = $1 and campaign_id = any($2)',
    [projectId, campaignIds],
  )
  return new Map(rows.map(({ id, count }) => [id, count]))
}
