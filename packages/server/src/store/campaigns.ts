import { type CAMPAIGN_STATUSES, parseId, toId } from '@rollcall/contract'
import type { Filter } from '@rollcall/filters'
import { failure } from '../failure.ts'
import type { Queryable, Transaction } from './database.ts'
import type { CampaignKey } from './deliveries.ts'

export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number]

/** People by tag (tag_…), segment (seg_…), normalised filter, or all of them. */
export type AudiencePart = { tags?: string[]; segments?: string[]; filters?: Filter; everyone?: true }

/** Any of what is included and none of what is excluded, as stored: ids instead of names. */
export type Audience = { include: AudiencePart; exclude?: Omit<AudiencePart, 'everyone'> }

/** What a campaign says, from whom and to whom. */
export type CampaignContent = {
  name: string
  subject: string
  preheader: string | null
  from: string
  fromName: string | null
  replyTo: string | null
  html: string
  text: string | null
  audience: Audience
}

/** A campaign as the record keeps it. `version` changes with every change of the draft. */
export type CampaignRecord = CampaignContent & {
  id: string
  status: CampaignStatus
  error: string | null
  createdAt: Date
  updatedAt: Date
  launchedAt: Date | null
  finishedAt: Date | null
  version: string
}

const SUMMARY = `id, name, subject, preheader, from_email as "from", from_name as "fromName", reply_to as "replyTo",
  audience, status, error, created_at as "createdAt", updated_at as "updatedAt", launched_at as "launchedAt",
  finished_at as "finishedAt", updated_at::text as version`

/** Campaigns newest first, made before the one with the UUID `after`, called so or with such a subject; without the texts, which may be long. */
export function listCampaigns(
  record: Queryable,
  projectId: number,
  page: { q?: string; after: string | null; limit: number },
): Promise<Omit<CampaignRecord, 'html' | 'text'>[]> {
  return record.query(
    `select ${SUMMARY} from campaigns where project_id = $1 and ($2::uuid is null or id < $2)
       and ($4::text is null or strpos(lower(name), lower($4)) > 0 or strpos(lower(subject), lower($4)) > 0)
     order by id desc limit $3`,
    [projectId, page.after, page.limit, page.q ?? null],
  )
}

/** One campaign by its public id. */
export async function getCampaign(record: Queryable, projectId: number, id: string): Promise<CampaignRecord> {
  const [campaign] = await record.query<CampaignRecord>(
    `select ${SUMMARY}, html, text from campaigns where project_id = $1 and id = $2`,
    [projectId, parseId('campaign', id) ?? null],
  )
  if (!campaign) throw failure('not_found', { what: 'campaign', id })
  return campaign
}

/** Keeps a new draft; returns its UUID. */
export async function insertCampaign(
  transaction: Transaction,
  campaign: CampaignContent & { at: Date },
): Promise<string> {
  const [{ id }] = await transaction.query<{ id: string }>(
    `insert into campaigns (project_id, name, subject, preheader, from_email, from_name, reply_to, html, text, audience,
       created_at, updated_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12) returning id`,
    [transaction.projectId, ...values(campaign), campaign.at, transaction.actor],
  )
  return id
}

/** Replaces what a draft consists of. */
export async function updateCampaign(
  transaction: Transaction,
  id: string,
  campaign: CampaignContent & { at: Date },
): Promise<void> {
  await holdDraft(transaction, id)
  await transaction.query(
    `update campaigns set name = $3, subject = $4, preheader = $5, from_email = $6, from_name = $7, reply_to = $8,
       html = $9, text = $10, audience = $11, updated_at = greatest($12, updated_at + interval '1 microsecond')
     where project_id = $1 and id = $2`,
    [transaction.projectId, id, ...values(campaign), campaign.at],
  )
}

/** Removes a draft. */
export async function deleteCampaign(transaction: Transaction, id: string): Promise<void> {
  await holdDraft(transaction, id)
  await transaction.query('delete from campaigns where project_id = $1 and id = $2', [transaction.projectId, id])
}

// The lock keeps a launch from coming between.
async function holdDraft(transaction: Transaction, id: string) {
  const [campaign] = await transaction.query<{ status: CampaignStatus }>(
    'select status from campaigns where project_id = $1 and id = $2 for update',
    [transaction.projectId, id],
  )
  if (!campaign) throw failure('not_found', { what: 'campaign', id: toId('campaign', id) })
  requireDraft(campaign)
}

/** Only drafts change. */
export function requireDraft({ status }: { status: CampaignStatus }): void {
  if (status !== 'draft') throw failure('wrong_state', { what: 'campaign', state: status, needed: 'draft' })
}

function values(campaign: CampaignContent): unknown[] {
  const { name, subject, preheader, from, fromName, replyTo, html, text, audience } = campaign
  return [name, subject, preheader, from, fromName, replyTo, html, text, JSON.stringify(audience)]
}

/** Gives the transaction a position of its own although it writes nothing. */
export async function takePosition(transaction: Transaction): Promise<void> {
  await transaction.query('select pg_current_xact_id()')
}

/** The people of an audience at one snapshot of the record, as a RowBitmap's bytes. */
export type FrozenAudience = { members: Uint8Array; count: number; snapshot: string; at: Date }

/**
 * Launches a draft that still is at `version`: its audience is frozen and it is sending, both or neither. Returns whether
 * this call did it.
 */
export async function launchCampaign(
  transaction: Transaction,
  { id, version }: { id: string; version: string },
  audience: FrozenAudience,
): Promise<boolean> {
  const launched = await transaction.query(
    `update campaigns set status = 'sending', launched_at = $4, updated_at = $4, error = null
     where project_id = $1 and id = $2 and status = 'draft' and updated_at = $3::timestamptz returning id`,
    [transaction.projectId, id, version, audience.at],
  )
  if (launched.length === 0) return false
  // Rules may ask about the campaigns launched last.
  transaction.touchDefinitions()
  await transaction.query(
    `insert into campaign_audiences (project_id, campaign_id, members, count, snapshot, at)
     values ($1, $2, $3, $4, $5::pg_snapshot, $6)`,
    [transaction.projectId, id, Buffer.from(audience.members), audience.count, audience.snapshot, audience.at],
  )
  return true
}

/** A campaign on its way, by its project and UUID. */
export type SendingCampaign = CampaignKey & { isMaterialised: boolean; error: string | null }

/** The campaigns of all projects that are on their way, in the order of their launches. */
export function listSendingCampaigns(record: Queryable): Promise<SendingCampaign[]> {
  return record.query<SendingCampaign>(
    `select c.project_id as "projectId", c.id, c.error, a.complete as "isMaterialised"
     from campaigns c join campaign_audiences a on a.project_id = c.project_id and a.campaign_id = c.id
     where c.status = 'sending' order by c.launched_at, c.id`,
  )
}

/** Closes a campaign when nothing of it is open any more. Returns whether it did. */
export async function finishCampaign(record: Queryable, { projectId, id }: CampaignKey, at: Date): Promise<boolean> {
  const finished = await record.query(
    `update campaigns c set status = 'sent', finished_at = $3, updated_at = $3, error = null
     from campaign_audiences a
     where c.project_id = $1 and c.id = $2 and c.status = 'sending'
       and a.project_id = $1 and a.campaign_id = $2 and a.complete
       and not exists (select from deliveries d where d.project_id = $1 and d.campaign_id = $2 and d.state in ('queued', 'deferred'))
       and not exists (select from deliveries d where d.project_id = $1 and d.campaign_id = $2 and d.state in ('leased', 'sending'))
     returning c.id`,
    [projectId, id, at],
  )
  return finished.length > 0
}

/** Says what holds a campaign up; null when nothing does any more. */
export async function setCampaignError(record: Queryable, key: CampaignKey, error: string | null): Promise<void> {
  await record.query(
    `update campaigns set error = $3 where project_id = $1 and id = $2 and status = 'sending' and error is distinct from $3`,
    [key.projectId, key.id, error],
  )
}
