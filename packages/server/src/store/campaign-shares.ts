import { parseId } from '@rollcall/contract'
import type { Queryable, Transaction } from './database.ts'
import type { CampaignKey } from './deliveries.ts'

/** A link to results that still works. `id` is its UUID. */
export type ShareRow = { id: string; createdAt: Date; createdBy: string; expiresAt: Date | null }

const COLUMNS = 'id, created_at as "createdAt", created_by as "createdBy", expires_at as "expiresAt"'

export async function insertShare(
  transaction: Transaction,
  campaignId: string,
  made: { tokenHash: Buffer; at: Date; expiresAt: Date | null },
): Promise<ShareRow> {
  const [row] = await transaction.query<ShareRow>(
    `insert into campaign_shares (project_id, campaign_id, token_hash, created_at, created_by, expires_at)
     values ($1, $2, $3, $4, $5, $6) returning ${COLUMNS}`,
    [transaction.projectId, campaignId, made.tokenHash, made.at, transaction.actor, made.expiresAt],
  )
  return row
}

/** Those of a campaign that still work, newest first. */
export function listShares(record: Queryable, { projectId, id }: CampaignKey, now: Date): Promise<ShareRow[]> {
  return record.query<ShareRow>(
    `select ${COLUMNS} from campaign_shares
     where project_id = $1 and campaign_id = $2 and revoked_at is null and (expires_at is null or expires_at > $3)
     order by id desc`,
    [projectId, id, now],
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
export async function findShared(record: Queryable, tokenHash: Buffer, now: Date): Promise<CampaignKey | undefined> {
  const [shared] = await record.query<CampaignKey>(
    `select project_id as "projectId", campaign_id as id from campaign_shares
     where token_hash = $1 and revoked_at is null and (expires_at is null or expires_at > $2)`,
    [tokenHash, now],
  )
  return shared
}
