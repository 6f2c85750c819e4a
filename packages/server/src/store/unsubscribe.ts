import type { MessageClaim } from '../email/message-claim.ts'
import type { Queryable, Transaction } from './database.ts'
import { ensureEventMonths } from './events.ts'
import { insertingMessageEvents } from './message-events.ts'

/** What the page behind an unsubscribe link shows; `email` and `status` are null for somebody who was erased. */
export type UnsubscribeState = {
  senderName: string
  email: string | null
  status: string | null
  language: string | null
  logo_url: string | null
  brand_color: string | null
  postal_address: string | null
  /** Whether proofs keep the IP address. */
  keepsIp: boolean
  /** What the message was about, if they still get that and may choose: its UUID. */
  topic: { id: string; name: string } | null
}

/** Whom a link is about, or undefined when project or campaign are gone. Deleted people may still unsubscribe. */
export async function findUnsubscribeState(
  record: Queryable,
  { projectId, rowNo, campaignUuid }: MessageClaim,
): Promise<UnsubscribeState | undefined> {
  const [state] = await record.query<UnsubscribeState>(
    `select coalesce(k.from_name, p.from_name, p.name) as "senderName", c.email, c.status, c.language,
       p.logo_url, p.brand_color, p.postal_address, p.keep_ip as "keepsIp",
       case when coalesce(a.subscribed, t.default_answer = 'opt_in') then jsonb_build_object('id', t.id, 'name', t.name) end as topic
     from projects p
     join campaigns k on k.project_id = p.id and k.id = $2
     left join contacts c on c.project_id = p.id and c.row_no = $3
     left join topics t on t.project_id = p.id and t.id = k.topic_id and t.active
     left join topic_answers a on a.project_id = p.id and a.row_no = $3 and a.topic_id = t.id
     where p.id = $1`,
    [projectId, campaignUuid, rowNo],
  )
  return state
}

/** How somebody said that they want no more mail. */
export type UnsubscribeProof =
  | { source: 'one-click' | 'preferences'; campaign: string | null; ip: string | null; userAgent: string | null }
  | { source: 'provider'; campaign: string; provider: string }

const UNSUBSCRIBED = "'email.unsubscribed'"

/**
 * Makes a contact unsubscribed, with the proof and the event. Returns whether that changed anything: whoever said so already,
 * or was erased, stays so. Whom somebody else made unsubscribed says so for themselves: undoing that must not bring them back.
 */
export async function unsubscribe(
  transaction: Transaction,
  { rowNo, campaignUuid }: Omit<MessageClaim, 'campaignUuid'> & { campaignUuid: string | null },
  { proof, at }: { proof: UnsubscribeProof; at: Date },
): Promise<boolean> {
  const { projectId, actor } = transaction
  await ensureEventMonths(transaction, [at.getTime() / 1_000])
  // One statement: who leaves waits for each, and leaving is asked for while messages are sent.
  const changed = await transaction.query(
    `with changed as (
       update contacts set status = 'unsubscribed', unsubscribed_at = $3, updated_at = $3
       where project_id = $1 and row_no = $2 and (status <> 'unsubscribed' or not exists (
         select from consent_log l where l.project_id = $1 and l.row_no = $2 and l.channel = 'email'
           and l.state = 'opted_out' and l.changed_by = $4 and l.at >= coalesce(unsubscribed_at, '-infinity')))
       returning project_id, row_no, $6::uuid as campaign_id
     ), logged as (
       insert into consent_log (project_id, row_no, channel, state, proof, at, changed_by)
       select project_id, row_no, 'email', 'opted_out', $5, $3, $4 from changed
     )
     ${insertingMessageEvents({ messages: 'changed', name: UNSUBSCRIBED, at: '$3::timestamptz' })} returning row_no`,
    [projectId, rowNo, at, actor, JSON.stringify(proof), campaignUuid],
  )
  if (changed.length === 0) return false
  transaction.touch([rowNo])
  return true
}
