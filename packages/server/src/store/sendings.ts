import { type MessageChannel, parseId, toId } from '@rollcall/contract'
import { RowBitmap } from '@rollcall/engine'
import type { Attachment } from '../email/outgoing-message.ts'
import { failure } from '../failure.ts'
import { type FrozenAudience, keepAudience } from './campaign-states.ts'
import type { Audience, CampaignStatus } from './campaigns.ts'
import type { Queryable, Transaction } from './database.ts'
import type { CampaignKey } from './deliveries.ts'
import { LEAVES_THROUGH } from './leaves-through.ts'
import type { SendingLimits } from './projects.ts'
import { SENDING_ACCOUNT, type SendingAccount } from './providers.ts'
import { addressOn, skipReason } from './skip-reason.ts'

/** What one call sends, checked. */
export type SendingContent = {
  channel: MessageChannel
  /** What is said on another channel than e-mail, whose sender, subject and HTML are empty then. */
  text: string | null
  from: string
  fromName: string | null
  replyTo: string | null
  bcc: string[]
  subject: string
  html: string
  variables: object
  attachments: Attachment[]
  /** The UUID of a provider; null: the project's default. */
  providerId: string | null
  transactional: boolean
  /** Nobody gets it after this. */
  expiresAt: Date | null
  /** By which the same request is known when it comes again; null: it is not. */
  request: Buffer | null
}

/** What becomes of one message; `reason`: why it was skipped. */
export type SingleDelivery = { campaignId: string; deliveryId: string; reason: string | null }

/** Keeps a message to one contact, queued, or skipped when they must not get it. */
export async function insertSingle(
  transaction: Transaction,
  content: SendingContent,
  { rowNo, at }: { rowNo: number; at: Date },
): Promise<SingleDelivery> {
  const { projectId } = transaction
  const campaignId = await insertCampaignOf(transaction, content, { kind: 'single', audience: { include: {} }, at })
  await insertExtras(transaction, campaignId, { content, rowNo })
  await transaction.query(
    `insert into campaign_audiences (project_id, campaign_id, members, count, snapshot, at, fixed, complete, done, materialised_to)
     values ($1, $2, $3, 1, pg_current_snapshot(), $4, true, true, 1, $5)`,
    [projectId, campaignId, Buffer.from(RowBitmap.of([rowNo]).toBytes()), at, rowNo],
  )
  const [delivery] = await transaction.query<Omit<SingleDelivery, 'campaignId'>>(
    `insert into deliveries (project_id, campaign_id, row_no, single, state, reason, address, updated_at)
     select $1, $2, $3, true, case when judged.reason is null then 'queued' else 'skipped' end, judged.reason, ${addressOn('$7::text')}, $4
     from (select $3::int as row_no) wanted
     left join contacts c on c.project_id = $1 and c.row_no = wanted.row_no and c.deleted_at is null
     cross join lateral (
       select coalesce(${skipReason({ channel: '$7::text', isTransactional: '$5' })}, case when $6::timestamptz <= $4 then 'expired' end) as reason) judged
     returning id as "deliveryId", reason`,
    [projectId, campaignId, rowNo, at, content.transactional, content.expiresAt, content.channel],
  )
  return { campaignId, ...delivery }
}

/** Keeps a message to an audience, which goes into the ledger in chunks; returns its UUID. */
export async function insertBatch(
  transaction: Transaction,
  content: SendingContent,
  { audience, frozen, at }: { audience: Audience; frozen: FrozenAudience; at: Date },
): Promise<string> {
  const campaignId = await insertCampaignOf(transaction, content, { kind: 'batch', audience, at })
  await insertExtras(transaction, campaignId, { content, rowNo: null })
  await keepAudience(transaction, campaignId, { ...frozen, isFixed: false })
  return campaignId
}

// The name is what lists show; nobody gave one.
async function insertCampaignOf(
  transaction: Transaction,
  content: SendingContent,
  { kind, audience, at }: { kind: 'single' | 'batch'; audience: Audience; at: Date },
): Promise<string> {
  const { channel, text, subject, from, fromName, replyTo, html, providerId, transactional, expiresAt } = content
  const isTracked = channel === 'email' && !transactional
  const [{ id }] = await transaction.query<{ id: string }>(
    `insert into campaigns (project_id, kind, name, subject, from_email, from_name, reply_to, html, audience, provider_id,
       transactional, track_opens, track_clicks, status, launched_at, created_at, updated_at, created_by, expires_at, channel, text)
     values ($1, $2, left(coalesce($15, $3), 200), $3, $4, $5, $6, $7, $8, $9, $10, $16, $16, 'sending', $11, $11, $11, $12, $13, $14, $15)
     returning id`,
    [
      ...[
        transaction.projectId,
        kind,
        subject,
        from,
        fromName,
        replyTo,
        html,
        JSON.stringify(audience),
        providerId,
        transactional,
      ],
      ...[at, transaction.actor, expiresAt, channel, text, isTracked],
    ],
  )
  return id
}

async function insertExtras(
  transaction: Transaction,
  campaignId: string,
  { content, rowNo }: { content: SendingContent; rowNo: number | null },
) {
  const { variables, bcc, attachments, request } = content
  await transaction.query(
    'insert into sendings (project_id, campaign_id, row_no, variables, bcc, request) values ($1, $2, $3, $4, $5, $6)',
    [transaction.projectId, campaignId, rowNo, JSON.stringify(variables), bcc, request],
  )
  for (const [place, { fileName, type, content: bytes }] of attachments.entries()) {
    await transaction.query(
      `insert into sending_attachments (project_id, campaign_id, place, file_name, type, content)
       values ($1, $2, $3, $4, $5, $6)`,
      [transaction.projectId, campaignId, place, fileName, type, bytes],
    )
  }
}

/** What the same request led to, as it was kept; a batch has no delivery of its own. */
export type RepeatedSending = { campaignId: string; people: number; deliveryId: string | null; reason: string | null }

/** What a request that was made after `since` led to, if it came so far. */
export async function findRepeated(
  record: Queryable,
  projectId: number,
  { request, since }: { request: Buffer; since: Date },
): Promise<RepeatedSending | undefined> {
  const [found] = await record.query<RepeatedSending>(
    `select s.campaign_id as "campaignId", a.count as people, d.id as "deliveryId",
       case d.state when 'skipped' then d.reason end as reason
     from sendings s join campaigns k on k.project_id = $1 and k.id = s.campaign_id and k.created_at > $3
     join campaign_audiences a on a.project_id = $1 and a.campaign_id = s.campaign_id
     left join deliveries d on d.project_id = $1 and d.campaign_id = s.campaign_id and d.single
     where s.project_id = $1 and s.request = $2`,
    [projectId, request, since],
  )
  return found
}

/** What a sending has besides what campaigns have. */
export type SendingExtras = Pick<SendingContent, 'variables' | 'bcc' | 'attachments'>

export async function getSendingExtras(record: Queryable, { projectId, id }: CampaignKey): Promise<SendingExtras> {
  const [extras] = await record.query<Pick<SendingExtras, 'variables' | 'bcc'>>(
    'select variables, bcc from sendings where project_id = $1 and campaign_id = $2',
    [projectId, id],
  )
  const attachments = await record.query<Attachment>(
    `select file_name as "fileName", type, content from sending_attachments
     where project_id = $1 and campaign_id = $2 order by place`,
    [projectId, id],
  )
  return { variables: extras?.variables ?? {}, bcc: extras?.bcc ?? [], attachments }
}

/** A sending by which one sees how far it is. */
export type SendingRecord = {
  id: string
  kind: 'single' | 'batch'
  status: CampaignStatus
  transactional: boolean
  error: string | null
  launchedAt: Date
  pausedAt: Date | null
  finishedAt: Date | null
  people: number
  sendingLimits: SendingLimits
  account: SendingAccount | null
}

/** A batch or a single by its public id (cmp_…), or a single by that of its delivery (dlv_…). */
export async function getSending(record: Queryable, projectId: number, id: string): Promise<SendingRecord> {
  const [sending] = await record.query<SendingRecord>(
    `select k.id, k.kind, k.status, k.transactional, k.error, k.launched_at as "launchedAt", k.paused_at as "pausedAt",
       k.finished_at as "finishedAt", a.count as people, j.sending_limits as "sendingLimits", ${SENDING_ACCOUNT} as account
     from campaigns k join projects j on j.id = k.project_id left join providers p on ${LEAVES_THROUGH}
     join campaign_audiences a on a.project_id = k.project_id and a.campaign_id = k.id
     where k.project_id = $1 and k.kind <> 'campaign' and k.id = coalesce($2, (
       select d.campaign_id from deliveries d where d.project_id = $1 and d.id = $3 and d.single))`,
    [projectId, parseId('campaign', id) ?? null, parseId('delivery', id) ?? null],
  )
  if (!sending) throw failure('not_found', { what: 'sending', id })
  return { ...sending, id: toId('campaign', sending.id) }
}
