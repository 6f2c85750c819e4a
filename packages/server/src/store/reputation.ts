import type { Queryable, Transaction } from './database.ts'

/** The days that reputation is counted over, the shortest first. */
export const REPUTATION_DAYS = [1, 7, 30, 90] as const

/** What became of messages of a sender whose time falls into one of the spans between those days, 0 for the latest. */
export type SpanCount = {
  /** Of the sender. */
  domain: string
  /** The UUID of what it is sent through; the default's where the campaign names none. */
  providerId: string
  span: number
  /** Handed over. */
  sent: number
  /** Refused at once, because nobody has the address. */
  refused: number
  /** Came back, at once or later. */
  bounced: number
  /** Taken over, and reported undelivered since. */
  undelivered: number
  complained: number
}

/**
 * All of it up to `days` before `now`. The spans begin with a quarter of an hour. What was heard counts, once for a person and
 * campaign, if anything of the campaign was sent in that time.
 */
export function countOutcomes(
  record: Queryable,
  projectId: number,
  { now, days }: { now: Date; days: number },
): Promise<SpanCount[]> {
  return record.query<SpanCount>(
    `with counted as (
       select domain, provider_id, cardinality($3::timestamptz[]) - width_bucket(slot, $3::timestamptz[]) as span,
         sent, refused, undelivered, 0 as bounced, 0 as complained
       from sending_counts where project_id = $1 and slot >= $4 and domain <> ''
       union all
       select domain_of(k.from_email), k.provider_id, span, 0, 0, 0, bounced, complained from (
         select campaign_id, cardinality($3::timestamptz[]) - width_bucket(at, $3::timestamptz[]) as span,
           count(distinct row_no) filter (where name = 'email.bounced') as bounced,
           count(distinct row_no) filter (where name = 'email.complained') as complained
         from events
         where project_id = $1 and name in ('email.bounced', 'email.complained') and campaign_id is not null
           and at >= $4 and at <= $2
         group by 1, 2
       ) heard join campaigns k on k.project_id = $1 and k.id = campaign_id
       where case when k.finished_at is null or k.finished_at >= $4 then (
         select true from deliveries d where d.project_id = $1 and d.campaign_id = k.id and d.state in ('sent', 'failed')
           and (d.state = 'sent' or d.reason = 'no_mailbox') and d.updated_at >= $4 limit 1) end
     )
     select domain, coalesce(p.id, (select id from providers where project_id = $1 and is_default and channel = 'email')) as "providerId", span,
       sum(sent)::int as sent, sum(refused)::int as refused, sum(bounced)::int as bounced,
       sum(undelivered)::int as undelivered, sum(complained)::int as complained
     from counted left join providers p on p.project_id = $1 and p.id = counted.provider_id
     group by 1, 2, 3`,
    [projectId, now, startsOfSpans(now), toSlot(daysBefore(now, days))],
  )
}

const SLOT_MS = 15 * 60_000

function toSlot(at: Date): Date {
  return new Date(Math.floor(at.getTime() / SLOT_MS) * SLOT_MS)
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000)
}

// The instants between the spans, earliest first.
function startsOfSpans(now: Date): Date[] {
  return REPUTATION_DAYS.slice(0, -1)
    .map((days) => toSlot(daysBefore(now, days)))
    .toReversed()
}

/** Until when, why and by whose word campaigns may be launched although too much goes wrong. */
export type Override = { until: Date; reason: string; by: string | null }

/** That, where it is in force; null: they may not. */
export async function findOverride(record: Queryable, projectId: number, now: Date): Promise<Override | null> {
  const [override] = await record.query<Override>(
    `select reputation_override_until as until, coalesce(reputation_override_reason, '') as reason,
       reputation_override_by as by
     from projects where id = $1 and reputation_override_until > $2`,
    [projectId, now],
  )
  return override ?? null
}

/** Sets that in the name of whoever calls; null ends it. */
export async function setOverride(
  transaction: Transaction,
  override: { until: Date; reason: string } | null,
): Promise<void> {
  await transaction.query(
    `update projects set reputation_override_until = $2, reputation_override_reason = $3, reputation_override_by = $4
     where id = $1`,
    [transaction.projectId, override?.until ?? null, override?.reason ?? null, override && transaction.actor],
  )
}
