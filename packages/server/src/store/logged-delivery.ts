import { parseId } from '@rollcall/contract'
import { failure } from '../failure.ts'
import type { Queryable } from './database.ts'
import type { Feedback } from './delivery-feedback.ts'
import { type LoggedDelivery, listDeliveryLog } from './delivery-log.ts'

/** What was heard of a message, as it was noted. */
export type HeardEvent = { at: Date; name: string; machine: boolean; link: string | null }

/** A message with its whole course. */
export type DeliveryCourse = LoggedDelivery & {
  attempts: number
  notBefore: Date | null
  earlier: { at: string; response: string }[] | null
  deliveredAt: Date | null
  feedback: Feedback | null
  feedbackNote: string | null
  /** The version of the campaign that they get, from 0. */
  version: number | null
  createdBy: string
  events: HeardEvent[]
}

/** Everything about a message; throws not_found. */
export async function getLoggedDelivery(record: Queryable, projectId: number, id: string): Promise<DeliveryCourse> {
  const uuid = parseId('delivery', id)
  const page = { id: uuid, after: null, limit: 1 }
  const [logged] = uuid === undefined ? [] : (await listDeliveryLog(record, projectId, page)).found
  if (!logged) throw failure('not_found', { what: 'delivery', id })
  const [course] = await record.query<Omit<DeliveryCourse, keyof LoggedDelivery | 'events'>>(
    `select d.attempts, d.not_before as "notBefore", d.earlier, d.delivered_at as "deliveredAt", d.feedback,
       d.feedback_note as "feedbackNote", coalesce(d.variant, (k.test_outcome->>'version')::int) as version,
       k.created_by as "createdBy"
     from deliveries d join campaigns k on k.project_id = $1 and k.id = d.campaign_id
     where d.project_id = $1 and d.id = $2`,
    [projectId, uuid],
  )
  const events = await record.query<HeardEvent>(
    `select e.at, e.name, e.machine, e.link from deliveries d
     join events e on e.project_id = $1 and e.campaign_id = d.campaign_id and e.row_no = d.row_no
     where d.project_id = $1 and d.id = $2
       and (e.name in ('email.opened', 'email.clicked', 'email.unsubscribed', 'email.complained', 'email.bounced')
         or (e.name not like 'email.%' and e.name not like '%.sent'))
     order by e.at, e.seq limit 100`,
    [projectId, uuid],
  )
  return { ...logged, ...course, events }
}
