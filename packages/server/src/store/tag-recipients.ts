import { toId } from '@rollcall/contract'
import { addTags } from './contact-tags.ts'
import type { Queryable, Transaction } from './database.ts'
import type { CampaignKey } from './deliveries.ts'

/** A launched campaign that tags those who were sent it, and is not done with it. */
export type TaggingCampaign = CampaignKey & { tagIds: string[]; isOver: boolean }

/** Such campaigns of all projects. */
export function listTaggingCampaigns(record: Queryable): Promise<TaggingCampaign[]> {
  return record.query<TaggingCampaign>(
    `select project_id as "projectId", id, tag_recipients as "tagIds", finished_at is not null as "isOver" from campaigns
     where tag_recipients <> '{}' and tagged_at is null and launched_at is not null order by launched_at, id`,
  )
}

/** Sets the tags that a campaign gives; UUIDs. */
export async function setTagRecipients(transaction: Transaction, id: string, tagIds: string[]): Promise<void> {
  await transaction.query('update campaigns set tag_recipients = $3 where project_id = $1 and id = $2', [
    transaction.projectId,
    id,
    tagIds,
  ])
}

/** Tags the next of those whose message was sent; returns how many. The ledger says who, so nobody is left out or counted twice. */
export async function tagSome(
  transaction: Transaction,
  campaign: TaggingCampaign,
  { limit, at }: { limit: number; at: Date },
): Promise<number> {
  const tagIds = await holdPresent(transaction, campaign.tagIds)
  const rows = await transaction.query<{ rowNo: number }>(
    `select d.row_no as "rowNo" from deliveries d
     join contacts c on c.project_id = $1 and c.row_no = d.row_no and c.deleted_at is null
     where d.project_id = $1 and d.campaign_id = $2 and d.state = 'sent' and exists (
       select from unnest($3::uuid[]) wanted (id) where not exists (
         select from contact_tags ct where ct.project_id = $1 and ct.row_no = d.row_no and ct.tag_id = wanted.id))
     order by d.row_no limit $4`,
    [transaction.projectId, campaign.id, tagIds, limit],
  )
  if (rows.length > 0) await addTags(transaction, { rowNos: rows.map(({ rowNo }) => rowNo), tagIds, at })
  return rows.length
}

/** Those of the tags that there are, kept from going before the transaction ends: one that was deleted keeps no other back. */
async function holdPresent({ projectId, query }: Transaction, tagIds: string[]): Promise<string[]> {
  const present = await query<{ id: string }>(
    'select id from tags where project_id = $1 and id = any($2) order by id for key share',
    [projectId, tagIds],
  )
  return tagIds.filter((id) => present.some((tag) => tag.id === id))
}

/** Everyone who was sent it has the tags. */
export async function finishTagging(record: Queryable, { projectId, id }: CampaignKey, at: Date): Promise<void> {
  await record.query('update campaigns set tagged_at = $3 where project_id = $1 and id = $2', [projectId, id, at])
}

/** Who tags, as the record's …_by columns keep it. */
export function taggedBy({ id }: CampaignKey): string {
  return `campaign:${toId('campaign', id)}`
}
