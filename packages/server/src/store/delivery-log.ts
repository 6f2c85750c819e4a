import { type CAMPAIGN_KINDS, type MessageChannel, parseId } from '@rollcall/contract'
import type { Queryable } from './database.ts'
import type { DeliveryState } from './deliveries.ts'
import { SENT_THROUGH, type SentThrough, WOULD_LEAVE_THROUGH } from './leaves-through.ts'

/** A message that left, failed or was left out, with its campaign; `contactId` is null for someone who was erased. */
export type LoggedDelivery = {
  id: string
  at: Date
  /** The same with microseconds, which a Date would lose. */
  exactAt: string
  contactId: string | null
  address: string | null
  campaignId: string
  campaignName: string
  subject: string
  from: string
  channel: MessageChannel
  kind: (typeof CAMPAIGN_KINDS)[number]
  transactional: boolean
  state: DeliveryState
  reason: string | null
  response: string | null
  messageId: string | null
  /** What it left through, or is to leave through; null when that is gone. */
  provider: SentThrough | null
}

/** Which of them; undefined takes any. */
export type LogAsked = {
  /** The UUID of one message, in whatever state. */
  id?: string | undefined
  /** A folded address: all messages of whoever has it or had it when they were deleted. */
  address?: string | undefined
  /** A part of an address or subject, in lower case. */
  part?: string | undefined
  subject?: string | undefined
  campaign?: string | undefined
  kind?: LoggedDelivery['kind'] | undefined
  provider?: string | undefined
  state?: DeliveryState | undefined
  reason?: string | undefined
  from?: string | undefined
  until?: string | undefined
}

type Place = [at: string, id: string]

/** `next`: where to look on, when what was looked through does not hold so many; null: all was, or the page is full. */
export type LogPage = { found: LoggedDelivery[]; next: Place | null }

// How many messages one answer looks through, some 50 ms of them: 0.5 µs each in the index, 1.2 µs where the table is read.
const REACH = 100_000
const REACH_OF_TEXTS = 40_000

/** Messages newest first, before the place `after`. */
export async function listDeliveryLog(
  record: Queryable,
  projectId: number,
  { after, limit, ...asked }: LogAsked & { after: Place | null; limit: number },
): Promise<LogPage> {
  const near = [projectId, ...(after ?? [null, null]), asked.from ?? null, asked.until ?? null]
  const reach = reachOf(asked)
  const found = await record.query<LoggedDelivery>(FOUND, [
    ...[...near, reach, limit, asked.id ?? null, asked.address ?? null, asked.part ?? null, asked.subject ?? null],
    ...[toUuid('campaign', asked.campaign), toUuid('provider', asked.provider), asked.kind ?? null],
    ...[asked.state ?? null, asked.reason ?? null, reach !== REACH],
  ])
  if (found.length >= limit || reach === null) return { found, next: null }
  const [last] = await record.query<{ at: string; id: string }>(
    `select d.updated_at::text as at, d.id from deliveries d where ${NEAR} and ${LOGGED} ${NEWEST_FIRST} offset $6 - 1 limit 1`,
    [...near, reach],
  )
  return { found, next: last ? [last.at, last.id] : null }
}

/** When the oldest message of the log is from, from `from` on. */
export async function findOldestLogged(
  record: Queryable,
  projectId: number,
  from: string | undefined,
): Promise<Date | undefined> {
  const [oldest] = await record.query<{ at: Date }>(
    `select d.updated_at as at from deliveries d
     where d.project_id = $1 and ${LOGGED} and ($2::timestamptz is null or d.updated_at >= $2)
     order by d.updated_at, d.id limit 1`,
    [projectId, from ?? null],
  )
  return oldest?.at
}

// null: one message and those of one person are found by indexes of their own.
function reachOf({ id, address, part, subject, provider }: LogAsked): number | null {
  if (id !== undefined || address !== undefined) return null
  return (part ?? subject ?? provider) === undefined ? REACH : REACH_OF_TEXTS
}

const NEWEST_FIRST = 'order by d.updated_at desc, d.id desc'

// The index deliveries_by_time holds all that this asks about, and it is walked in its order.
const LOGGED = `d.state in ('sent', 'deferred', 'failed', 'skipped', 'uncertain', 'cancelled')`
const NEAR = `d.project_id = $1
  and ($2::timestamptz is null or (d.updated_at, d.id) < ($2, $3::uuid))
  and ($4::timestamptz is null or d.updated_at >= $4) and ($5::timestamptz is null or d.updated_at < $5)`

// Joined with campaigns, all messages would be sorted anew before the first is found. So what is asked of a campaign is a set of
// campaigns, and looked up for singles, of which there may be millions.
const PEOPLES = `select k.* from campaigns k where k.project_id = $1 and k.kind = 'campaign'
  union all select k.* from campaigns k where k.project_id = $1 and k.kind = 'batch'`
const ofCampaign = (condition: string) => `case
  when d.single then (select ${condition} from campaigns k where k.project_id = $1 and k.id = d.campaign_id)
  else d.campaign_id in (select k.id from (${PEOPLES}) k where ${condition}) end`

// What the index does not hold is read from the table only when somebody asks for it ($17).
// Materialised, because a planner that knows few campaigns would look through everything anew for each.
const FOUND = `
  with found as materialized (
    select d.id from (
      select d.id, d.updated_at, d.campaign_id, d.state, d.reason, case when $17 then d.address end as address,
        case when $17 then d.single end as single,
        case when $17 then d.provider_id end as provider_id
      from deliveries d
      where ${NEAR} and (${LOGGED} or $8::uuid is not null) and ($8 is null or d.id = $8) and ($9::text is null or d.row_no = any(array(
        select row_no from contacts where project_id = $1 and email_key = $9 and deleted_at is null
        union all select row_no from contacts where project_id = $1 and email_key = $9 and deleted_at is not null)))
      ${NEWEST_FIRST} limit $6
    ) d
    where ($15::text is null or d.state = $15) and ($16::text is null or d.reason = $16)
      and ($12::uuid is null or d.campaign_id = $12)
      and ($14::text is null or case when d.campaign_id in (
        select k.id from (${PEOPLES}) k where $14 = 'single' or k.kind = $14
      ) then $14 <> 'single' else $14 = 'single' end)
      and ($10::text is null or strpos(lower(d.address), $10) > 0 or ${ofCampaign('strpos(lower(k.subject), $10) > 0')})
      and ($11::text is null or ${ofCampaign('strpos(lower(k.subject), lower($11)) > 0')})
      and ($13::uuid is null or d.provider_id = $13 or (d.provider_id is null and ${ofCampaign(`$13 = ${WOULD_LEAVE_THROUGH}`)}))
    ${NEWEST_FIRST} limit $7
  )
  select d.id, d.updated_at as at, d.updated_at::text as "exactAt", c.id as "contactId", d.address,
    d.campaign_id as "campaignId", k.name as "campaignName", k.subject, k.from_email as "from", k.channel, k.kind, k.transactional,
    d.state, d.reason, d.response, d.message_id as "messageId",
    ${SENT_THROUGH} as provider
  from found f join deliveries d on d.project_id = $1 and d.id = f.id
  join campaigns k on k.project_id = $1 and k.id = d.campaign_id
  left join contacts c on c.project_id = $1 and c.row_no = d.row_no
  ${NEWEST_FIRST}`

// Of nothing at all when the id is none.
function toUuid(kind: 'campaign' | 'provider', id: string | undefined): string | null {
  if (id === undefined) return null
  return parseId(kind, id) ?? '00000000-0000-0000-0000-000000000000'
}
