import type { Queryable } from './database.ts'

/** The days that reputation is counted over, the shortest first. */
export const REPUTATION_DAYS = [1, 7, 30, 90] as const

/** What became of a campaign's messages whose time falls into one of the spans between those days, 0 for the latest. */
export type SpanCount = {
  campaignId: string
  from: string
  /** The UUID of what it is sent through; the default's where the campaign names none. */
  providerId: string
  span: number
  /** Handed over. */
  sent: number
  /** Refused at once, because nobody has the address. */
  refused: number
  /** Came back, at once or later. */
  bounced: number
  complained: number
}

/** All of it up to `days` before `now`, of campaigns that anything of was sent then. */
export function countOutcomes(
  record: Queryable,
  projectId: number,
  { now, days }: { now: Date; days: number },
): Promise<SpanCount[]> {
  return record.query<SpanCount>(
    `with attempted as (
       select campaign_id, cardinality($3::timestamptz[]) - width_bucket(updated_at, $3::timestamptz[]) as span,
         count(*) filter (where state = 'sent')::int as sent, count(*) filter (where state = 'failed')::int as refused
       from deliveries
       where project_id = $1 and state in ('sent', 'failed') and (state = 'sent' or reason = 'no_mailbox')
         and updated_at > $2::timestamptz - $4 * interval '1 day' and updated_at <= $2
       group by 1, 2
     ), heard as (
       select campaign_id, cardinality($3::timestamptz[]) - width_bucket(at, $3::timestamptz[]) as span,
         count(distinct row_no) filter (where name = 'email.bounced')::int as bounced,
         count(distinct row_no) filter (where name = 'email.complained')::int as complained
       from events
       where project_id = $1 and name in ('email.bounced', 'email.complained') and campaign_id is not null
         and at > $2::timestamptz - $4 * interval '1 day' and at <= $2
       group by 1, 2
     )
     select k.id as "campaignId", k.from_email as "from", coalesce(k.provider_id, (select id from providers where project_id = $1 and is_default and channel = 'email')) as "providerId", span, coalesce(a.sent, 0) as sent, coalesce(a.refused, 0) as refused,
       coalesce(h.bounced, 0) as bounced, coalesce(h.complained, 0) as complained
     from attempted a full join heard h using (campaign_id, span) join campaigns k on k.project_id = $1 and k.id = campaign_id and k.channel = 'email'
     where exists (select from attempted where campaign_id = k.id)`,
    [projectId, now, startsOfSpans(now), days],
  )
}

// The instants between the spans, earliest first: instants are compared ten times faster than ages are computed.
function startsOfSpans(now: Date): Date[] {
  return REPUTATION_DAYS.slice(0, -1)
    .map((days) => new Date(now.getTime() - days * 86_400_000))
    .toReversed()
}

/** Until when, and why, campaigns may be launched although too much goes wrong; null: they may not. */
export async function findOverride(
  record: Queryable,
  projectId: number,
  now: Date,
): Promise<{ until: Date; reason: string } | null> {
  const [override] = await record.query<{ until: Date; reason: string }>(
    `select reputation_override_until as until, coalesce(reputation_override_reason, '') as reason from projects
     where id = $1 and reputation_override_until > $2`,
    [projectId, now],
  )
  return override ?? null
}

/** Sets that; null ends it. */
export async function setOverride(
  record: Queryable,
  projectId: number,
  override: { until: Date; reason: string } | null,
): Promise<void> {
  await record.query(
    'update projects set reputation_override_until = $2, reputation_override_reason = $3 where id = $1',
    [projectId, override?.until ?? null, override?.reason ?? null],
  )
}
