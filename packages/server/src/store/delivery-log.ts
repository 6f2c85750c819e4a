import { parseId } from '@rollcall/contract'
import type { Queryable } from './database.ts'
import type { DeliveryState } from './deliveries.ts'

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
  state: DeliveryState
  reason: string | null
  response: string | null
  messageId: string | null
}

/** Which of them; undefined takes any. */
export type LogAsked = {
  /** A folded address: all messages of whoever has it or had it when they were deleted. */
  address?: string | undefined
  /** A part of an address. */
  part?: string | undefined
  subject?: string | undefined
  campaign?: string | undefined
  provider?: string | undefined
  state?: DeliveryState | undefined
  reason?: string | undefined
  from?: string | undefined
  until?: string | undefined
}

/** Messages newest first, before the place `after`. */
export function listDeliveryLog(
  record: Queryable,
  projectId: number,
  { after, limit, ...asked }: LogAsked & { after: [at: string, id: string] | null; limit: number },
): Promise<LoggedDelivery[]> {
  return record.query<LoggedDelivery>(
    `select d.id, d.updated_at as at, d.updated_at::text as "exactAt", c.id as "contactId", d.address,
       d.campaign_id as "campaignId", k.name as "campaignName", k.subject, k.from_email as "from", d.state, d.reason,
       d.response, d.message_id as "messageId"
     from deliveries d join campaigns k on k.project_id = $1 and k.id = d.campaign_id
     left join contacts c on c.project_id = $1 and c.row_no = d.row_no
     where d.project_id = $1 and d.state in ('sent', 'deferred', 'failed', 'skipped', 'uncertain', 'cancelled')
       and ($2::timestamptz is null or (d.updated_at, d.id) < ($2, $3::uuid))
       and ($4::text is null or d.row_no = any(array(
         select row_no from contacts where project_id = $1 and email_key = $4)))
       and ($5::text is null or strpos(lower(d.address), $5) > 0)
       and ($6::text is null or d.campaign_id = any(array(
         select id from campaigns where project_id = $1 and strpos(lower(subject), lower($6)) > 0)))
       and ($7::uuid is null or d.campaign_id = $7) and ($8::text is null or d.state = $8)
       and ($9::text is null or d.reason = $9) and ($10::timestamptz is null or d.updated_at >= $10)
       and ($11::timestamptz is null or d.updated_at < $11)
       and ($13::uuid is null or $13 = coalesce(k.provider_id, (select id from providers where project_id = $1 and is_default and channel = k.channel)))
     order by d.updated_at desc, d.id desc limit $12`,
    [
      ...[projectId, after?.[0] ?? null, after?.[1] ?? null, asked.address ?? null, asked.part ?? null],
      ...[
        asked.subject ?? null,
        asked.campaign === undefined ? null : toUuid('campaign', asked.campaign),
        asked.state ?? null,
      ],
      ...[asked.reason ?? null, asked.from ?? null, asked.until ?? null, limit],
      asked.provider === undefined ? null : toUuid('provider', asked.provider),
    ],
  )
}

// Of nothing at all when the id is none.
function toUuid(kind: 'campaign' | 'provider', id: string): string {
  return parseId(kind, id) ?? '00000000-0000-0000-0000-000000000000'
}
