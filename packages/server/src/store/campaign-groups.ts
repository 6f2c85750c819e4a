import type { Queryable } from './database.ts'
import type { CampaignKey } from './deliveries.ts'
import { DELIVERED, WHO_CAME_BACK } from './heard-of.ts'

/** Results of some of a campaign's people. */
export type GroupCounts = {
  members: number
  sent: number
  delivered: number
  failed: number
  deferred: number
  opened: number
  clicked: number
}

// Of the deliveries `d`, with who `o` opened and who `c` clicked; those that came back are few.
const COUNTS = `count(*)::int as members, count(*) filter (where d.state = 'sent')::int as sent,
  count(*) filter (where ${DELIVERED})::int as delivered,
  count(*) filter (where d.state = 'failed')::int as failed, count(*) filter (where d.state = 'deferred')::int as deferred,
  count(o.row_no)::int as opened, count(c.row_no)::int as clicked`
const WHO_DID = `
  left join (select distinct row_no from events
    where project_id = $1 and campaign_id = $2 and name = 'email.opened' and not machine) o on o.row_no = d.row_no
  left join (select distinct row_no from events
    where project_id = $1 and campaign_id = $2 and name = 'email.clicked' and not machine) c on c.row_no = d.row_no
  ${WHO_CAME_BACK}`

/** By the domain of the address; the largest first, or all of them without a limit. Erased people have none. */
export function countByDomain(
  record: Queryable,
  { projectId, id }: CampaignKey,
  limit: number | null = null,
): Promise<({ domain: string } & GroupCounts)[]> {
  return record.query(
    `select lower(split_part(d.address, '@', -1)) as domain, ${COUNTS} from deliveries d ${WHO_DID}
     where d.project_id = $1 and d.campaign_id = $2 and d.address is not null
     group by 1 order by members desc, domain limit $3`,
    [projectId, id, limit],
  )
}

/** By the tags that people carry now; the largest first. */
export function countByTag(
  record: Queryable,
  { projectId, id }: CampaignKey,
  limit: number,
): Promise<({ id: string; name: string } & GroupCounts)[]> {
  return record.query(
    `select t.id, t.name, ${COUNTS} from deliveries d
     join contact_tags ct on ct.project_id = d.project_id and ct.row_no = d.row_no
     join tags t on t.project_id = ct.project_id and t.id = ct.tag_id ${WHO_DID}
     where d.project_id = $1 and d.campaign_id = $2
     group by t.id, t.name order by members desc, t.name limit $3`,
    [projectId, id, limit],
  )
}
