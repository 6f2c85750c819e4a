import type { Database } from './database.ts'
import type { DeliveryState } from './deliveries.ts'
import { KNOWS_PERSON } from './delivery-feedback.ts'
import { lookUp, type Statement } from './look-up.ts'
import { insertingMessageEvents } from './message-events.ts'
import { addressOn, skipReason } from './skip-reason.ts'

/** A delivery whose message is ready, in the hands of whoever holds the lease with this fence. */
export type Attempt = {
  projectId: number
  rowNo: number
  id: string
  fence: number
  /** The address that the message was made for. */
  address: string | null
  messageId: string
  /** The UUID of the provider that it is handed over to. */
  providerId: string | null
}

/**
 * What the last look before sending found. sending: go ahead. skipped: the person must not get it, and the ledger says why.
 * queued: it is not its turn any more (another address, the campaign is paused) or not yet (they heard too often lately).
 * cancelled: nor ever will be. lost: somebody else holds it now.
 */
export type Mark = 'sending' | 'skipped' | 'queued' | 'cancelled' | 'lost'

/**
 * The last look before each message leaves, for any number of them in one transaction. The contacts are locked first, so that
 * an unsubscribe, suppression or deletion either committed before, and is seen, or commits after, and so that a cap on how
 * often they are written to holds over all campaigns and processes. May be repeated. Not
 * database.write: nothing that the index holds changes here, and it would look for changes after every group.
 */
export async function markSending(database: Database, attempts: Attempt[], now: Date): Promise<Mark[]> {
  const statements = [{ text: 'begin' }, holdContacts(attempts), judge(attempts, now), { text: 'commit' }]
  const [, , judged] = await lookUp<Judged>(database, statements)
  const marks = new Map(judged.map((row) => [holdOf(row), row.state]))
  return attempts.map((attempt) => marks.get(holdOf(attempt)) ?? 'lost')
}

// One process may hold a delivery twice when its lease ran out meanwhile: the fence tells them apart.
function holdOf({ id, fence }: { id: string; fence: number }): string {
  return `${id} ${fence}`
}

function holdContacts(attempts: Attempt[]): Statement {
  return {
    text: `select from contacts c
     where (c.project_id, c.row_no) in (select * from unnest($1::int[], $2::int[]))
     order by c.project_id, c.row_no for no key update`,
    values: [attempts.map(({ projectId }) => projectId), attempts.map(({ rowNo }) => rowNo)],
  }
}

// When a contact may get the next campaign on its channel who got as many lately as the campaign `k` allows, else null; $6 is
// now. What is being sent counts, what is transactional does not.
const CAP_OVER_AT = `case when k.most is not null then (
    select o.updated_at + k.hours * interval '1 hour' from deliveries o
    where o.project_id = d.project_id and o.row_no = d.row_no and o.campaign_id <> d.campaign_id
      and o.state in ('sending', 'sent', 'uncertain') and o.updated_at > $6::timestamptz - k.hours * interval '1 hour'
      and not exists (select from campaigns t where t.project_id = o.project_id and t.id = o.campaign_id
        and (t.transactional or t.channel <> k.channel))
    order by o.updated_at desc offset k.most - 1 limit 1
  ) end`

type Judged = { id: string; fence: number; state: Mark }

// The campaign is looked up, not joined: while statistics lag behind a launch, the planner would start from it and read all
// of its deliveries for each attempt (270 ms against 1 ms for 32 of 10,000). `offset 0` keeps the reason from being worked
// out at each mention. The state stands in a case, so that nobody walks deliveries_in_hand for it, where all that were in hand
// lately are.
function judge(attempts: Attempt[], now: Date): Statement {
  return {
    text: `with attempt as (
       select * from unnest($1::int[], $2::uuid[], $3::int[], $4::text[], $5::text[], $7::uuid[])
         as a (project_id, id, fence, address, message_id, provider_id)
     ), judged as (
       select d.project_id, d.id, a.address, a.message_id, a.provider_id, case k.status when 'sending' then judged.reason end as reason,
         case when k.cap_waits and judged.reason = 'frequency_cap' then judged.cap_over_at end as waits_until,
         case
           when k.status = 'cancelled' then 'cancelled'
           when k.status <> 'sending' or (k.cap_waits and judged.reason = 'frequency_cap') then 'queued'
           when judged.reason is not null then 'skipped'
           when ${addressOn('k.channel')} is distinct from a.address then 'queued'
           else 'sending'
         end as state
       from attempt a
       join deliveries d on d.project_id = a.project_id and d.id = a.id and d.fence = a.fence
       left join contacts c on c.project_id = d.project_id and c.row_no = d.row_no and c.deleted_at is null
       cross join lateral (
         select k.status, k.transactional, k.channel, k.topic_id, (k.plan->'frequencyCap'->>'messages')::int as most,
           (k.plan->'frequencyCap'->>'hours')::int as hours,
           coalesce(k.plan->'frequencyCap'->>'reached' = 'wait', false) as cap_waits, k.expires_at <= $6 as is_over
         from campaigns k where k.project_id = d.project_id and k.id = d.campaign_id offset 0
       ) k
       cross join lateral (select ${CAP_OVER_AT} as cap_over_at offset 0) cap
       cross join lateral (select coalesce(${skipReason({ channel: 'k.channel', isTransactional: 'k.transactional', topic: 'k.topic_id' })},
         case when k.is_over then 'expired' end, case when cap.cap_over_at is not null then 'frequency_cap' end) as reason,
         cap.cap_over_at offset 0) judged
     )
     update deliveries d set state = j.state, reason = j.reason, updated_at = $6,
       attempts = d.attempts + (d.state = 'leased' and j.state = 'sending')::int,
       address = case j.state when 'sending' then j.address else d.address end,
       message_id = case j.state when 'sending' then j.message_id else d.message_id end,
       provider_id = case j.state when 'sending' then j.provider_id else d.provider_id end,
       not_before = coalesce(j.waits_until, d.not_before),
       lease_until = case j.state when 'sending' then d.lease_until end
     from judged j
     where d.project_id = j.project_id and d.id = j.id and case when d.state in ('leased', 'sending') then true end
     returning d.id, d.fence, d.state`,
    values: [
      attempts.map(({ projectId }) => projectId),
      attempts.map(({ id }) => id),
      attempts.map(({ fence }) => fence),
      attempts.map(({ address }) => address),
      attempts.map(({ messageId }) => messageId),
      now,
      attempts.map(({ providerId }) => providerId),
    ],
  }
}

/** How an attempt ended. */
export type Ending = {
  projectId: number
  id: string
  fence: number
  state: DeliveryState
  reason: string | null
  response: string | null
  notBefore: Date | null
  /** false when nobody could have got it: the attempt is not held against the message. */
  isCounted: boolean
}

const LONGEST_RESPONSE = 1_000

/**
 * Writes down how attempts ended, and the event of each that was sent, in one statement. Whoever holds a delivery knows
 * best: its word also replaces `uncertain`. May be repeated; a delivery that changed hands is left alone.
 */
export async function settleDeliveries(database: Database, endings: Ending[], now: Date): Promise<void> {
  await lookUp(database, [settle(endings, now)])
}

// Of the channel that the message went through.
const SENT = `(select k.channel || '.sent' from campaigns k where k.project_id = m.project_id and k.id = m.campaign_id)`

function settle(endings: Ending[], now: Date): Statement {
  return {
    text: `with ending as (
       select * from unnest($1::int[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::bool[])
         as e (project_id, id, fence, state, reason, response, not_before, is_counted)
     ), settled as (
       update deliveries d set state = e.state, reason = e.reason,
         response = case when ${KNOWS_PERSON} then e.response end, not_before = e.not_before,
         lease_until = null, updated_at = $9,
         earlier = case when e.state = 'deferred' and e.response is not null and ${KNOWS_PERSON}
           then coalesce(d.earlier, '[]') || jsonb_build_object('at', $10::text, 'response', e.response) else d.earlier end,
         attempts = d.attempts - (d.state <> 'leased' and not e.is_counted)::int
           + (d.state = 'leased' and e.state = 'deferred')::int
       from ending e
       where d.project_id = e.project_id and d.id = e.id and d.fence = e.fence
         and d.state in ('leased', 'sending', 'uncertain')
       returning d.project_id, d.row_no, d.campaign_id, d.state
     ), sent as (
       select s.* from settled s join contacts c on c.project_id = s.project_id and c.row_no = s.row_no where s.state = 'sent'
     )
     ${insertingMessageEvents({ messages: 'sent', name: SENT, at: '$9' })}`,
    values: [
      endings.map(({ projectId }) => projectId),
      endings.map(({ id }) => id),
      endings.map(({ fence }) => fence),
      endings.map(({ state }) => state),
      endings.map(({ reason }) => reason),
      endings.map(
        ({ response }) => response?.replaceAll('\u0000', '').slice(0, LONGEST_RESPONSE).toWellFormed() ?? null,
      ),
      endings.map(({ notBefore }) => notBefore),
      endings.map(({ isCounted }) => isCounted),
      now,
      now.toISOString(),
    ],
  }
}
