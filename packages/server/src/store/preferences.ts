import { toId } from '@rollcall/contract'
import type { Status } from '../contacts/prepared-contact.ts'
import type { MessageClaim } from '../email/message-claim.ts'
import { NO_CAMPAIGN } from '../email/preferences-token.ts'
import { orderByName } from './by-name.ts'
import { findRowsOfClaim } from './contact-merge.ts'
import type { Queryable, Transaction } from './database.ts'
import { getProject, type ProjectRow } from './projects.ts'

/** Somebody as their preference page shows them. */
export type PreferencePerson = {
  rowNo: number
  email: string | null
  firstName: string | null
  language: string | null
  status: Status
  pausedUntil: Date | null
  /** Whether opens and clicks are noticed. */
  isTracked: boolean
  /** They said by the suppression list that they want no marketing. */
  optedOut: boolean
  /** No marketing whatever they choose: the address complained or was blocked by hand. */
  isBlocked: boolean
  /** Mail to the address came back for good. */
  hasBounced: boolean
}

/** What the page behind a preference link shows; no person when they were deleted. */
export type Preferences = {
  project: ProjectRow
  senderName: string
  fromEmail: string | null
  person: PreferencePerson | null
}

/** A topic that somebody may see, and whether they get it. */
export type TopicChoice = { id: string; name: string; description: string | null; subscribed: boolean }

/** Whom a link is about: whoever they were merged into speaks for them. undefined when the project is gone. */
export async function findPreferences(record: Queryable, claim: MessageClaim): Promise<Preferences | undefined> {
  const rowNos = await findRowsOfClaim(record, claim)
  const [row] = await record.query<
    { senderName: string; fromEmail: string | null } & (PreferencePerson | { rowNo: null })
  >(
    `select coalesce(k.from_name, p.from_name, p.name) as "senderName", coalesce(p.from_email, k.from_email) as "fromEmail",
       c.row_no as "rowNo", c.email, c.first_name as "firstName", c.language, c.status, c.paused_until as "pausedUntil",
       c.tracking as "isTracked",
       exists (select from suppressions s where s.project_id = c.project_id and s.address = c.email_key
         and s.reason = 'unsubscribe') as "optedOut",
       exists (select from suppressions s where s.project_id = c.project_id and s.address = c.email_key
         and s.reason in ('complaint', 'manual')) as "isBlocked",
       c.status = 'bounced' or exists (select from suppressions s where s.project_id = c.project_id and s.address = c.email_key
         and s.reason in ('bounce', 'soft_bounces')) as "hasBounced"
     from projects p
     left join campaigns k on k.project_id = p.id and k.id = $2
     left join contacts c on c.project_id = p.id and c.row_no = any($3) and c.deleted_at is null
     where p.id = $1 order by c.row_no = $4 desc nulls last limit 1`,
    [claim.projectId, claim.campaignUuid, rowNos, claim.rowNo],
  )
  if (!row) return undefined
  const { senderName, fromEmail, ...person } = row
  const project = await getProject(record, claim.projectId)
  return { project, senderName, fromEmail, person: person.rowNo === null ? null : person }
}

/** The topics that somebody may choose from, in their order: public ones, and private ones that they get. */
export async function listTopicChoices(record: Queryable, projectId: number, rowNo: number): Promise<TopicChoice[]> {
  const rows = await record.query<TopicChoice>(
    `select t.id, t.name, t.description, coalesce(a.subscribed, t.default_answer = 'opt_in') as subscribed
     from topics t left join topic_answers a on a.project_id = $1 and a.row_no = $2 and a.topic_id = t.id
     where t.project_id = $1 and t.active
       and (t.visibility = 'public' or coalesce(a.subscribed, t.default_answer = 'opt_in'))
     order by t.display_order, ${orderByName('t.name')}`,
    [projectId, rowNo],
  )
  return rows.map((row) => ({ ...row, id: toId('topic', row.id) }))
}

/** Keeps marketing from somebody until then; null ends that. */
export async function setPause(
  transaction: Transaction,
  { rowNo, until, at }: { rowNo: number; until: Date | null; at: Date },
): Promise<void> {
  await transaction.query(
    'update contacts set paused_until = $3, updated_at = $4 where project_id = $1 and row_no = $2 and deleted_at is null',
    [transaction.projectId, rowNo, until, at],
  )
  transaction.touch([rowNo])
}

/** Until when somebody paused; null: they did not. */
export async function findPause(transaction: Transaction, rowNo: number): Promise<Date | null> {
  const [row] = await transaction.query<{ until: Date | null }>(
    'select paused_until as until from contacts where project_id = $1 and row_no = $2',
    [transaction.projectId, rowNo],
  )
  return row?.until ?? null
}

/** Takes back that an address asked on the suppression list to be left alone. Returns whether it had. */
export async function removeOwnSuppression(transaction: Transaction, rowNo: number): Promise<boolean> {
  const removed = await transaction.query(
    `delete from suppressions s using contacts c
     where c.project_id = $1 and c.row_no = $2 and s.project_id = $1 and s.address = c.email_key and s.reason = 'unsubscribe'
     returning 1`,
    [transaction.projectId, rowNo],
  )
  if (removed.length > 0) transaction.touch([rowNo])
  return removed.length > 0
}

/** What somebody did about themselves that is neither consent nor refusal. */
export type PreferenceState =
  | 'paused'
  | 'resumed'
  | 'details_changed'
  | 'address_changed'
  | 'asked'
  | 'tracking_allowed'
  | 'tracking_refused'

/** Writes down what somebody changed about themselves, with how we know. */
export async function logPreference(
  transaction: Transaction,
  entry: { rowNo: number; state: PreferenceState; proof: object; at: Date },
): Promise<void> {
  await transaction.query(
    `insert into consent_log (project_id, row_no, channel, state, proof, at, changed_by) values ($1, $2, 'preferences', $3, $4, $5, $6)`,
    [transaction.projectId, entry.rowNo, entry.state, JSON.stringify(entry.proof), entry.at, transaction.actor],
  )
}

/** Writes down the proof of somebody who was subscribed before there was any. */
export async function proveSubscription(
  transaction: Transaction,
  { rowNo, proof, at }: { rowNo: number; proof: object; at: Date },
): Promise<void> {
  await transaction.query(
    `insert into consent_log (project_id, row_no, channel, state, proof, at, changed_by)
     values ($1, $2, 'email', 'opted_in', $3, $4, $5)`,
    [transaction.projectId, rowNo, JSON.stringify(proof), at, transaction.actor],
  )
}

/** Whose pause is over, by project; at most `limit` of each. */
export async function listEndedPauses(
  record: Queryable,
  { now, limit }: { now: Date; limit: number },
): Promise<Map<number, number[]>> {
  const rows = await record.query<{ projectId: number; rowNos: number[] }>(
    `select project_id as "projectId", array_agg(row_no) as "rowNos"
     from (
       select project_id, row_no, row_number() over (partition by project_id order by paused_until) as place
       from contacts where paused_until <= $1
     ) due where place <= $2 group by project_id`,
    [now, limit],
  )
  return new Map(rows.map(({ projectId, rowNos }) => [projectId, rowNos]))
}

/** Ends the pauses of these contacts that are over, with an entry for each. */
export async function endPauses(
  transaction: Transaction,
  { rowNos, now }: { rowNos: number[]; now: Date },
): Promise<void> {
  const ended = await transaction.query<{ rowNo: number }>(
    `with ended as (
       update contacts set paused_until = null, updated_at = $3
       where project_id = $1 and row_no = any($2) and paused_until <= $3 returning row_no
     ), logged as (
       insert into consent_log (project_id, row_no, channel, state, proof, at, changed_by)
       select $1, row_no, 'preferences', 'resumed', '{"source": "pause"}', $3, $4 from ended
     )
     select row_no as "rowNo" from ended`,
    [transaction.projectId, rowNos, now, transaction.actor],
  )
  transaction.touch(ended.map(({ rowNo }) => rowNo))
}

/** The campaign of a claim, or null for a link that came from no message. */
export function campaignOf({ campaignUuid }: MessageClaim): string | null {
  return campaignUuid === NO_CAMPAIGN ? null : campaignUuid
}
