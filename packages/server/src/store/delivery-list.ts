import type { HEARD } from '@rollcall/contract'
import type { Queryable } from './database.ts'
import type { CampaignKey, DeliveryState } from './deliveries.ts'
import type { Feedback } from './delivery-feedback.ts'
import { convertedBy, delivered, noted, undelivered } from './heard-of.ts'
import { SENT_THROUGH, type SentThrough } from './leaves-through.ts'

/** A line of the ledger as people read it; `contactId` (a UUID) is null for someone who was erased. */
export type DeliveryRecord = {
  id: string
  rowNo: number
  contactId: string | null
  address: string | null
  state: DeliveryState
  reason: string | null
  response: string | null
  messageId: string | null
  provider: SentThrough | null
  deliveredAt: Date | null
  feedback: Feedback | null
  feedbackNote: string | null
  updatedAt: Date
  attempts: number
  notBefore: Date | null
  /** What the server said to attempts that it put off; null when there were none. */
  earlier: { at: string; response: string }[] | null
  /** The version of the campaign that they get, from 0; null: there is one, or they wait for the winner. */
  version: number | null
  /** By the person; machines do not count. */
  opens: number
  firstOpenedAt: Date | null
  clicks: number
  firstClickedAt: Date | null
}

/** Which deliveries of a campaign: null takes any. */
export type DeliveriesAsked = {
  /** A part of the address. */
  q: string | null
  states: DeliveryState[] | null
  /** none: those without one. */
  reason: string | null
  opened: boolean | null
  clicked: boolean | null
  delivered: boolean | null
  heard: (typeof HEARD)[number] | null
  /** An address that the person clicked. */
  link: string | null
  /** The version that they try in the test, from 0. */
  version: number | null
  /** What they did of the project's own within so many days after their message. */
  converted: { event: string; withinDays: number } | null
}

/** Every delivery of a campaign. */
export const ANY_DELIVERY: DeliveriesAsked = {
  ...{ q: null, states: null, reason: null, opened: null, clicked: null, delivered: null, heard: null, link: null },
  ...{ version: null, converted: null },
}

const OPENED = noted("'opened'")
const CLICKED = noted("'clicked'")
const LINK_CLICKED = noted("'clicked'", { more: 'and e.link = $12' })
const HEARD_OF = `case when $11 = 'undelivered' then ${undelivered()}
  else ${noted("replace($11, 'machine_', '')", { machine: "starts_with($11, 'machine_')" })} end`
const CONVERTED = `d.state = 'sent' and exists (select from events e where e.project_id = $1 and e.row_no = d.row_no and ${convertedBy({ event: '$14', withinDays: '$15' })}
  and e.at >= date_trunc('second', (select k.launched_at from campaigns k where k.project_id = $1 and k.id = $2)))`

/** Deliveries in the order of the campaign's people, after the row `after`. */
export function listDeliveries(
  record: Queryable,
  { projectId, id }: CampaignKey,
  asked: DeliveriesAsked & { after: number | null; limit: number },
): Promise<DeliveryRecord[]> {
  return record.query<DeliveryRecord>(
    `with page as materialized (
       select * from deliveries d
       where d.project_id = $1 and d.campaign_id = $2 and d.row_no > $3 and ($4::text[] is null or d.state = any($4))
         and ($5::text is null or strpos(lower(d.address), lower($5)) > 0) and ($6::text is null or coalesce(d.reason, 'none') = $6)
         and ($7::bool is null or ${OPENED} = $7) and ($8::bool is null or ${CLICKED} = $8)
         and ($10::bool is null or ${delivered()} = $10) and ($11::text is null or ${HEARD_OF})
         and ($12::text is null or ${LINK_CLICKED}) and ($13::int is null or d.variant = $13)
         and ($14::text is null or ${CONVERTED})
       order by d.row_no limit $9
     )
     select d.id, d.row_no as "rowNo", c.id as "contactId", d.address, d.state, d.reason, d.response,
       d.message_id as "messageId", ${SENT_THROUGH} as provider, d.delivered_at as "deliveredAt", d.feedback, d.feedback_note as "feedbackNote",
       d.updated_at as "updatedAt", d.attempts, d.not_before as "notBefore", d.earlier,
       coalesce(d.variant, (k.test_outcome->>'version')::int) as version, coalesce(did.opens, 0) as opens,
       did."firstOpenedAt", coalesce(did.clicks, 0) as clicks, did."firstClickedAt"
     from page d
     join campaigns k on k.project_id = $1 and k.id = $2
     left join contacts c on c.project_id = $1 and c.row_no = d.row_no
     left join (
       select e.row_no, count(*) filter (where e.name = 'email.opened')::int as opens,
         min(e.at) filter (where e.name = 'email.opened') as "firstOpenedAt",
         count(*) filter (where e.name = 'email.clicked')::int as clicks,
         min(e.at) filter (where e.name = 'email.clicked') as "firstClickedAt"
       from events e
       where e.project_id = $1 and e.campaign_id = $2 and not e.machine and e.name in ('email.opened', 'email.clicked')
         and e.row_no = any(array(select row_no from page))
       group by e.row_no
     ) did on did.row_no = d.row_no
     order by d.row_no`,
    [
      ...[projectId, id, asked.after ?? -1, asked.states, asked.q, asked.reason],
      ...[asked.opened, asked.clicked, asked.limit, asked.delivered, asked.heard, asked.link, asked.version],
      ...[asked.converted?.event ?? null, asked.converted?.withinDays ?? null],
    ],
  )
}
