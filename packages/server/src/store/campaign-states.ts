import type { CampaignRecord, CampaignStatus, Plan, Schedule, VersionTest } from './campaigns.ts'
import type { Queryable, Transaction } from './database.ts'
import type { CampaignKey } from './deliveries.ts'
import { LEAVES_THROUGH } from './leaves-through.ts'
import type { SendingLimits } from './projects.ts'
import { SENDING_ACCOUNT, type SendingAccount } from './providers.ts'

/** Gives the transaction a position of its own although it writes nothing. */
export async function takePosition(transaction: Transaction): Promise<void> {
  await transaction.query('select pg_current_xact_id()')
}

/** The people of an audience at one snapshot of the record, as a RowBitmap's bytes. */
export type FrozenAudience = { members: Uint8Array; count: number; snapshot: string; at: Date }

/** A campaign that nobody may have changed since it was read. */
type AsRead = Pick<CampaignRecord, 'id' | 'version'>

/**
 * Sets a campaign that still is at `version` going, with its frozen audience unless it has one; both or neither. `isNow`: it
 * waits for no time that it was scheduled for. Returns whether this call did it.
 */
export async function launchCampaign(
  transaction: Transaction,
  { id, version }: AsRead,
  launch: { audience: FrozenAudience | null; at: Date; isNow: boolean },
): Promise<boolean> {
  const launched = await transaction.query(
    `update campaigns set status = 'sending', launched_at = $4, updated_at = $4, archived_at = null, error = null,
       schedule = case when $5 then null else schedule end, scheduled_at = case when $5 then null else scheduled_at end
     where project_id = $1 and id = $2 and launched_at is null and updated_at = $3::timestamptz returning id`,
    [transaction.projectId, id, version, launch.at, launch.isNow],
  )
  if (launched.length === 0) return false
  // Rules may ask about the campaigns launched last.
  transaction.touchDefinitions()
  if (launch.audience) await keepAudience(transaction, id, { ...launch.audience, isFixed: false })
  return true
}

/** Has a campaign that still is at `version` launched later, to the people of `audience` if they are chosen now. */
export async function scheduleCampaign(
  transaction: Transaction,
  { id, version }: AsRead,
  request: { schedule: Schedule; startsAt: Date; audience: FrozenAudience | null; at: Date },
): Promise<boolean> {
  const scheduled = await transaction.query(
    `update campaigns set status = 'scheduled', schedule = $4, scheduled_at = $5, archived_at = null, error = null,
       updated_at = greatest($6, updated_at + interval '1 microsecond')
     where project_id = $1 and id = $2 and launched_at is null and updated_at = $3::timestamptz returning id`,
    [transaction.projectId, id, version, JSON.stringify(request.schedule), request.startsAt, request.at],
  )
  if (scheduled.length === 0) return false
  await dropAudience(transaction, id)
  if (request.audience) await keepAudience(transaction, id, { ...request.audience, isFixed: true })
  return true
}

/** Keeps who gets a campaign; `isFixed`: once and for all. */
export async function keepAudience(
  transaction: Transaction,
  id: string,
  audience: FrozenAudience & { isFixed: boolean },
) {
  await transaction.query(
    `insert into campaign_audiences (project_id, campaign_id, members, count, snapshot, at, fixed)
     values ($1, $2, $3, $4, $5::pg_snapshot, $6, $7)`,
    [
      ...[transaction.projectId, id, Buffer.from(audience.members), audience.count],
      ...[audience.snapshot, audience.at, audience.isFixed],
    ],
  )
}

/** Chooses the people of a scheduled campaign anew, once and for all. */
export async function replaceAudience(transaction: Transaction, id: string, audience: FrozenAudience): Promise<void> {
  await dropAudience(transaction, id)
  await keepAudience(transaction, id, { ...audience, isFixed: true })
}

async function dropAudience(transaction: Transaction, id: string) {
  await transaction.query('delete from campaign_audiences where project_id = $1 and campaign_id = $2', [
    transaction.projectId,
    id,
  ])
}

/** Whether the people of a campaign are chosen already. */
export async function hasAudience(record: Queryable, { projectId, id }: CampaignKey): Promise<boolean> {
  const found = await record.query('select from campaign_audiences where project_id = $1 and campaign_id = $2', [
    projectId,
    id,
  ])
  return found.length > 0
}

/** Takes a scheduled campaign back to a draft; its people are chosen anew. Returns whether it was scheduled. */
export async function unscheduleCampaign(transaction: Transaction, id: string, at: Date): Promise<boolean> {
  const taken = await transaction.query(
    `update campaigns set status = 'draft', schedule = null, scheduled_at = null, error = null,
       updated_at = greatest($3, updated_at + interval '1 microsecond')
     where project_id = $1 and id = $2 and status = 'scheduled' returning id`,
    [transaction.projectId, id, at],
  )
  if (taken.length > 0) await dropAudience(transaction, id)
  return taken.length > 0
}

/**
 * Moves a campaign to a state from those that lead there; false when it is in another one, or was resumed after `seenAt`:
 * what is moved for was seen then.
 */
export async function moveCampaign(
  transaction: Transaction,
  id: string,
  move: { from: CampaignStatus[]; to: 'paused' | 'cancelled'; at: Date; error?: string; seenAt?: Date },
): Promise<boolean> {
  const moved = await transaction.query(
    `update campaigns set status = $4, updated_at = $5, error = $6,
       paused_at = case $4 when 'paused' then $5::timestamptz end
     where project_id = $1 and id = $2 and status = any($3) and (resumed_at > $7) is not true returning id`,
    [transaction.projectId, id, move.from, move.to, move.at, move.error ?? null, move.seenAt ?? null],
  )
  return moved.length > 0
}

/**
 * Sets a paused campaign going again; whoever was to wait for their turn waits as long as they would have. Returns whether
 * it was paused.
 */
export async function resumeCampaign(transaction: Transaction, id: string, at: Date): Promise<boolean> {
  const [paused] = await transaction.query<{ pausedAt: Date | null }>(
    `select paused_at as "pausedAt" from campaigns where project_id = $1 and id = $2 and status = 'paused' for update`,
    [transaction.projectId, id],
  )
  if (!paused) return false
  await transaction.query(
    `update campaigns set status = 'sending', paused_at = null, resumed_at = $3, updated_at = $3, error = null,
       held_ms = held_ms + greatest(0, extract(epoch from $3::timestamptz - coalesce(paused_at, $3)) * 1000)::bigint
     where project_id = $1 and id = $2`,
    [transaction.projectId, id, at],
  )
  return true
}

/** Puts a campaign away, or takes it back; false while something may leave of it. */
export async function archiveCampaign(
  transaction: Transaction,
  id: string,
  request: { archived: boolean; at: Date },
): Promise<boolean> {
  const archived = await transaction.query(
    `update campaigns set archived_at = case when $3 then coalesce(archived_at, $4) end
     where project_id = $1 and id = $2 and status in ('draft', 'sent', 'cancelled', 'failed') returning id`,
    [transaction.projectId, id, request.archived, request.at],
  )
  return archived.length > 0
}

/** Scheduled campaigns of all projects whose time has come. */
export function listDueCampaigns(record: Queryable, now: Date): Promise<CampaignKey[]> {
  return record.query<CampaignKey>(
    `select project_id as "projectId", id from campaigns where status = 'scheduled' and scheduled_at <= $1
     order by scheduled_at limit 100`,
    [now],
  )
}

/** Ends a scheduled campaign that cannot start, with the reason. Returns whether this call did it. */
export async function failCampaign(
  transaction: Transaction,
  { id, version }: AsRead,
  { error, at }: { error: string; at: Date },
): Promise<boolean> {
  const failed = await transaction.query(
    `update campaigns set status = 'failed', error = $4, scheduled_at = null, schedule = null,
       updated_at = greatest($5, updated_at + interval '1 microsecond')
     where project_id = $1 and id = $2 and status = 'scheduled' and updated_at = $3::timestamptz returning id`,
    [transaction.projectId, id, version, error, at],
  )
  // Who was chosen for that time is not who is there when it is mended.
  if (failed.length > 0) await dropAudience(transaction, id)
  return failed.length > 0
}

/** A campaign on its way, by its project and UUID. */
export type SendingCampaign = CampaignKey & {
  isMaterialised: boolean
  /** Its people were chosen when it was scheduled, once and for all. */
  isFixed: boolean
  error: string | null
  plan: Plan
  schedule: Schedule | null
  launchedAt: Date
  projectZone: string
  sendingLimits: SendingLimits
  account: SendingAccount | null
  /** How long it has been paused in all. */
  heldMs: number
  /** When somebody set it going again the last time. */
  resumedAt: Date | null
  test: VersionTest | null
  /** How many versions there are of what it says. */
  versions: number
  /** Whoever does not take part in the test waits for its winner. */
  restWaits: boolean
}

const SENDING = `k.project_id as "projectId", k.id, k.error, a.complete as "isMaterialised", a.fixed as "isFixed", k.plan,
  k.schedule, k.launched_at as "launchedAt", k.held_ms::float8 as "heldMs", k.resumed_at as "resumedAt",
  k.test, jsonb_array_length(k.variants) + 1 as versions,
  coalesce(k.test ? 'decide', false) and k.test_outcome is null as "restWaits",
  j.timezone as "projectZone", j.sending_limits as "sendingLimits", ${SENDING_ACCOUNT} as account
  from campaigns k join campaign_audiences a on a.project_id = k.project_id and a.campaign_id = k.id
  join projects j on j.id = k.project_id
  left join providers p on ${LEAVES_THROUGH}`

// In the words of the index campaigns_open. Singles are leased together (store/single-sends.ts).
const OPEN = `k.launched_at is not null and k.finished_at is null and (k.kind <> 'single' or k.status = 'cancelled')`

/** The campaigns of all projects that are on their way, in the order of their launches. */
export function listSendingCampaigns(record: Queryable): Promise<SendingCampaign[]> {
  return record.query<SendingCampaign>(
    `select ${SENDING} where k.status = 'sending' and ${OPEN} and k.kind <> 'single' order by k.launched_at, k.id`,
  )
}

/** Those of these campaigns (UUIDs) of a project that are on their way. */
export function listSendingAmong(record: Queryable, projectId: number, ids: string[]): Promise<SendingCampaign[]> {
  return record.query<SendingCampaign>(
    `select ${SENDING} where k.project_id = $1 and k.id = any($2) and k.status = 'sending' and ${OPEN}`,
    [projectId, ids],
  )
}

/** Launched campaigns of all projects whose people are not all in the ledger, or that are cancelled and not closed. */
export function listUnwrittenCampaigns(record: Queryable): Promise<(SendingCampaign & { isCancelled: boolean })[]> {
  return record.query(
    `select k.status = 'cancelled' as "isCancelled", ${SENDING}
     where ${OPEN} and (not a.complete or k.status = 'cancelled')
     order by k.launched_at, k.id`,
  )
}

/** Closes a campaign when nothing of it is open any more. Returns whether it did. */
export async function finishCampaign(record: Queryable, { projectId, id }: CampaignKey, at: Date): Promise<boolean> {
  const finished = await record.query(
    `update campaigns c set status = case c.status when 'cancelled' then 'cancelled' else 'sent' end,
       finished_at = $3, updated_at = $3, error = null
     from campaign_audiences a
     where c.project_id = $1 and c.id = $2 and c.status in ('sending', 'cancelled') and c.finished_at is null
       and a.project_id = $1 and a.campaign_id = $2 and a.complete
       and not exists (select from deliveries d where d.project_id = $1 and d.campaign_id = $2 and d.state in ('queued', 'deferred'))
       and not exists (select from deliveries d where d.project_id = $1 and d.campaign_id = $2 and d.state in ('leased', 'sending'))
     returning c.id`,
    [projectId, id, at],
  )
  return finished.length > 0
}

/** Says what holds a campaign up, or its start; null when nothing does any more. */
export async function setCampaignError(record: Queryable, key: CampaignKey, error: string | null): Promise<void> {
  await record.query(
    `update campaigns set error = $3 where project_id = $1 and id = $2 and status in ('sending', 'scheduled') and error is distinct from $3`,
    [key.projectId, key.id, error],
  )
}
