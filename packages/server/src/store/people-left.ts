import type { Queryable } from './database.ts'
import type { CampaignKey } from './deliveries.ts'

/** The rows of those whose delivery ended so, without those whose mailbox does not exist and those who were deleted. */
export async function listPeopleLeft(
  record: Queryable,
  { projectId, id }: CampaignKey,
  state: 'failed' | 'uncertain' | 'cancelled',
): Promise<number[]> {
  const rows = await record.query<{ rowNo: number }>(
    `select d.row_no as "rowNo" from deliveries d
     join contacts c on c.project_id = d.project_id and c.row_no = d.row_no and c.deleted_at is null
     where d.project_id = $1 and d.campaign_id = $2 and d.state = $3 and d.reason is distinct from 'no_mailbox'
     order by d.row_no`,
    [projectId, id, state],
  )
  return rows.map(({ rowNo }) => rowNo)
}
