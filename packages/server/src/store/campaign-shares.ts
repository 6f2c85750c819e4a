import { parseId } from '@rollcall/contract'
import type { Queryable, Transaction } from './database.ts'
import type { CampaignKey } from './deliveries.ts'

/** A link to results that still works. `id` is its UUID. */
export type ShareRow = { id: string; createdAt: Date; createdBy: string }

const COLUMNS = 'id, created_at as "createdAt", created_by as "createdBy"'

export async function insertShare(
  transaction: Transaction,
  campaignId: string,
  made: { tokenHash: Buffer; at: Date },
): Promise<ShareRow> {
  const [row] = await transaction.query<ShareRow>(
    `insert into campaign_shares (project_id, campaign_id, token_hash, created_at, created_by)
     values ($1, $2, $3, $4, $5) returning ${COLUMNS}`,
    [transaction.projectId, campaignId, made.tokenHash, made.at, transaction.actor],
  )
  return row
}

/** Those of a campaign, newest first. */
export function listShares(record: Queryable, { projectId, id }: CampaignKey): Promise<ShareRow[]> {
  return record.query<ShareRow>(
    `select ${COLUMNS} from campaign_shares where project_id = $1 and campaign_id = $2 and revoked_at is null order by id desc`,
    [projectId, id],
  )
}

/** Whether there was such a link to revoke. */
export async function revokeShare(
  transaction: Transaction,
  campaignId: string,
  { share, at }: { share: string; at: Date },
): Promise<boolean> {
  const revoked = await transaction.query(
    `update campaign_shares set revoked_at = $4 where project_id = $1 and campaign_id = $2 and id = $3 and revoked_at is null
     returning id`,
    [transaction.projectId, campaignId, parseId('share', share) ?? null, at],
  )
  return revoked.length > 0
}

/** The campaign whose results a token shows. */
export async function findShared(record: Queryable, tokenHash: Buffer): Promise<CampaignKey | undefined> {
  const [shared] = await record.query<CampaignKey>(
    `select project_id as "projectId", campaign_id as id from campaign_shares where token_hash = $1 and revoked_at is null`,
    [tokenHash],
  )
  return shared
}
