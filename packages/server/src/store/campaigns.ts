import {
  type CAMPAIGN_KINDS,
  type CAMPAIGN_STATUSES,
  type MessageChannel,
  parseId,
  type plan as planShape,
  toId,
  type utm as utmShape,
  type variant as variantShape,
  type versionTest,
} from '@rollcall/contract'
import type { Filter } from '@rollcall/filters'
import type { z } from 'zod'
import { failure } from '../failure.ts'
import type { Queryable, Transaction } from './database.ts'

export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number]

export type CampaignKind = (typeof CAMPAIGN_KINDS)[number]

/** People by tag (tag_…), segment (seg_…), normalised filter, or all of them. */
export type AudiencePart = { tags?: string[]; segments?: string[]; filters?: Filter; everyone?: true }

/** Any of what is included and none of what is excluded, as stored: ids instead of names. */
export type Audience = { include: AudiencePart; exclude?: Omit<AudiencePart, 'everyone'> }

/** How fast a campaign leaves, at which hours, and whom it leaves out on its way. */
export type Plan = z.output<typeof planShape>

/** Parameters by which web statistics tell where visitors come from. */
export type Utm = z.output<typeof utmShape>

/** What version B, C or D of a campaign says differently. */
export type Variant = z.output<typeof variantShape>

/** Who takes part in a test of versions, and how the winner is found. */
export type VersionTest = z.output<typeof versionTest>

/** Which version (from 0) everyone else gets, and what was known of each of them then. */
export type TestOutcome = {
  version: number
  reason: 'best_rate' | 'tie' | 'too_little' | 'hand'
  at: string
  by: string
  scores: { did: number; sent: number }[]
}

/** A time on the wall, `2026-12-01T09:00:00`, of a zone or of each `recipient`; `fallback` is for people without a zone. */
export type Schedule = { at: string; timezone: string; fallback: string }

/** What a campaign says, from whom, to whom and how. */
export type CampaignContent = {
  name: string
  /** What carries it; on all but email it is its `text`, and subject, from and html are empty. */
  channel: MessageChannel
  subject: string
  preheader: string | null
  from: string
  fromName: string | null
  replyTo: string | null
  html: string
  text: string | null
  /** What the HTML was compiled from. */
  mjml: string | null
  audience: Audience
  plan: Plan
  /** Whether opens and clicks are noticed, where the project wants that too. */
  tracking: { opens: boolean; clicks: boolean }
  utm: Utm | null
  /** Versions B, C and D; none without a test. */
  variants: Variant[]
  test: VersionTest | null
  /** The id (prv_…) of what it is sent through; null: the project's default. */
  provider: string | null
  /** The id (top_…) of what it is about: whoever does not get that is skipped. null: about everything. */
  topic: string | null
}

/** A campaign as the record keeps it. `version` changes with every change of the draft. */
export type CampaignRecord = CampaignContent & {
  id: string
  /** What people made, or a batch or a single message of POST /v1/sending. */
  kind: CampaignKind
  /** Who unsubscribed gets it too. */
  transactional: boolean
  status: CampaignStatus
  error: string | null
  schedule: Schedule | null
  scheduledAt: Date | null
  pausedAt: Date | null
  archivedAt: Date | null
  createdAt: Date
  updatedAt: Date
  launchedAt: Date | null
  finishedAt: Date | null
  version: string
  /** The names of tags that everyone gets who was sent it. */
  tagRecipients: string[]
  /** Its people, once they are chosen; at: RFC 3339. */
  frozen: { people: number; at: string; atSchedule: boolean } | null
  /** When the last message of the test had left. */
  testSentAt: Date | null
  testOutcome: TestOutcome | null
}

const SUMMARY = `id, kind, transactional, channel, name, subject, preheader, from_email as "from", from_name as "fromName", reply_to as "replyTo",
  audience, plan, jsonb_build_object('opens', track_opens, 'clicks', track_clicks) as tracking, utm, provider_id as provider, topic_id as topic, array(
    select t.name from unnest(campaigns.tag_recipients) with ordinality as given (id, place)
    join tags t on t.project_id = campaigns.project_id and t.id = given.id order by given.place
  ) as "tagRecipients", status, error, schedule, scheduled_at as "scheduledAt", paused_at as "pausedAt",
  archived_at as "archivedAt", created_at as "createdAt", updated_at as "updatedAt", launched_at as "launchedAt",
  finished_at as "finishedAt", (
    select jsonb_build_object('people', a.count, 'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'atSchedule', a.fixed)
    from campaign_audiences a where a.project_id = campaigns.project_id and a.campaign_id = campaigns.id
  ) as frozen, test, test_sent_at as "testSentAt", test_outcome as "testOutcome",
  updated_at::text as version`

/** A campaign without its texts, which may be long. */
export type CampaignSummary = Omit<CampaignRecord, 'html' | 'text' | 'mjml' | 'variants'>

export type CampaignsAsked = {
  /** A part of the name, of the subject, or of what a text says. */
  q?: string | undefined
  status?: CampaignStatus | undefined
  archived: boolean
  kind: CampaignKind
  /** text: any other channel than e-mail. */
  carries?: 'email' | 'text' | undefined
  after: string | null
  limit: number
}

/** Campaigns newest first, made before the one with the UUID `after`. */
export async function listCampaigns(
  record: Queryable,
  projectId: number,
  page: CampaignsAsked,
): Promise<CampaignSummary[]> {
  const campaigns = await record.query<CampaignSummary>(
    `select ${SUMMARY} from campaigns where project_id = $1 and ($2::uuid is null or id < $2)
       and ($4::text is null or strpos(lower(name), lower($4)) > 0 or strpos(lower(subject), lower($4)) > 0
         or channel <> 'email' and strpos(lower(text), lower($4)) > 0)
       and ($5::text is null or status = $5) and (archived_at is not null) = $6 and kind = $7
       and ($8::text is null or (channel = 'email') = ($8 = 'email'))
     order by id desc limit $3`,
    [
      ...[projectId, page.after, page.limit, page.q ?? null, page.status ?? null, page.archived, page.kind],
      page.carries ?? null,
    ],
  )
  return campaigns.map(withIds)
}

/** What carries campaigns, by their UUIDs. */
export async function listChannels(
  record: Queryable,
  projectId: number,
  ids: string[],
): Promise<Map<string, MessageChannel>> {
  const rows = await record.query<{ id: string; channel: MessageChannel }>(
    'select id, channel from campaigns where project_id = $1 and id = any($2)',
    [projectId, ids],
  )
  return new Map(rows.map(({ id, channel }) => [id, channel]))
}

/** One campaign by its public id. */
export async function getCampaign(record: Queryable, projectId: number, id: string): Promise<CampaignRecord> {
  const [campaign] = await record.query<CampaignRecord>(
    `select ${SUMMARY}, html, text, mjml, variants from campaigns where project_id = $1 and id = $2`,
    [projectId, parseId('campaign', id) ?? null],
  )
  if (!campaign) throw failure('not_found', { what: 'campaign', id })
  return withIds(campaign)
}

function withIds<Campaign extends { provider: string | null; topic: string | null }>(campaign: Campaign): Campaign {
  const { provider, topic } = campaign
  return { ...campaign, provider: provider && toId('provider', provider), topic: topic && toId('topic', topic) }
}

/** Keeps a new draft; returns its UUID. */
export async function insertCampaign(
  transaction: Transaction,
  campaign: CampaignContent & { at: Date },
): Promise<string> {
  const [{ id }] = await transaction.query<{ id: string }>(
    `insert into campaigns (project_id, name, subject, preheader, from_email, from_name, reply_to, html, text, audience, plan,
       track_opens, track_clicks, mjml, utm, variants, test, provider_id, topic_id, channel, created_at, updated_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $21, $22) returning id`,
    [transaction.projectId, ...values(campaign), campaign.at, transaction.actor],
  )
  return id
}

/** Whether a campaign (UUID) is still as of `updatedAt`, to the millisecond that callers see; it stays so in this transaction. */
export async function isUnchanged(transaction: Transaction, id: string, updatedAt: Date): Promise<boolean> {
  const found = await transaction.query(
    `select from campaigns where project_id = $1 and id = $2 and date_trunc('milliseconds', updated_at) = $3 for update`,
    [transaction.projectId, id, updatedAt],
  )
  return found.length > 0
}

/** Replaces what a campaign consists of while nothing of it has left; one that could not start is a draft again. */
export async function updateCampaign(
  transaction: Transaction,
  id: string,
  campaign: CampaignContent & { at: Date },
): Promise<void> {
  await holdUnsent(transaction, id)
  await transaction.query(
    `update campaigns set name = $3, subject = $4, preheader = $5, from_email = $6, from_name = $7, reply_to = $8,
       html = $9, text = $10, audience = $11, plan = $12, track_opens = $13, track_clicks = $14, mjml = $15, utm = $16,
       variants = $17, test = $18, provider_id = $19, topic_id = $20, channel = $21,
       updated_at = greatest($22, updated_at + interval '1 millisecond'),
       status = case status when 'failed' then 'draft' else status end, error = null
     where project_id = $1 and id = $2`,
    [transaction.projectId, id, ...values(campaign), campaign.at],
  )
}

/** Removes a campaign of which nothing has left. */
export async function deleteCampaign(transaction: Transaction, id: string): Promise<void> {
  await holdUnsent(transaction, id)
  await transaction.query('delete from campaigns where project_id = $1 and id = $2', [transaction.projectId, id])
}

// The lock keeps a launch from coming between.
async function holdUnsent(transaction: Transaction, id: string) {
  const [campaign] = await transaction.query<{ status: CampaignStatus; launchedAt: Date | null }>(
    'select status, launched_at as "launchedAt" from campaigns where project_id = $1 and id = $2 for update',
    [transaction.projectId, id],
  )
  if (!campaign) throw failure('not_found', { what: 'campaign', id: toId('campaign', id) })
  requireUnsent(campaign)
}

/** Only campaigns that did not start change. */
export function requireUnsent({ status, launchedAt }: Pick<CampaignRecord, 'status' | 'launchedAt'>): void {
  if (launchedAt !== null)
    throw failure('wrong_state', { what: 'campaign', state: status, needed: 'draft or scheduled' })
}

function values(campaign: CampaignContent): unknown[] {
  const { name, subject, preheader, from, fromName, replyTo, html, text, audience, plan, tracking } = campaign
  const { mjml, utm, variants, test, provider, topic, channel } = campaign
  const texts = [name, subject, preheader, from, fromName, replyTo, html, text]
  const switches = [tracking.opens, tracking.clicks]
  const objects = [utm && JSON.stringify(utm), JSON.stringify(variants), test && JSON.stringify(test)]
  const ids = [provider && parseId('provider', provider), topic && parseId('topic', topic)]
  return [...texts, JSON.stringify(audience), JSON.stringify(plan), ...switches, mjml, ...objects, ...ids, channel]
}
