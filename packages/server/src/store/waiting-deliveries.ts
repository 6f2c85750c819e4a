import type { Queryable } from './database.ts'
import type { CampaignKey } from './deliveries.ts'

/** Of a campaign on its way: how many wait, those included who are not in the ledger yet, and whether any may leave now. */
export type Waiting = { people: number; isAnyDue: boolean }

type Clock = {
  now: Date
  /** Whoever waits for their turn waits so much longer. */
  heldMs: number
}

// When a delivery may leave at the earliest, as leaseDeliveries sees it.
const DUE_AT = `(not_before + case state when 'queued' then $4::float8 else 0 end * interval '1 ms')`

export async function countWaiting(
  record: Queryable,
  { projectId, id }: CampaignKey,
  { now, heldMs }: Clock,
): Promise<Waiting> {
  const [waiting] = await record.query<Waiting>(
    `select (a.count - a.done + (
         select count(*) from deliveries where project_id = $1 and campaign_id = $2 and state in ('queued', 'deferred')
       ))::int as people,
       not a.complete or exists (
         select from deliveries where project_id = $1 and campaign_id = $2 and state in ('queued', 'deferred')
           and (not_before is null or ${DUE_AT} <= $3)
       ) as "isAnyDue"
     from campaign_audiences a where a.project_id = $1 and a.campaign_id = $2`,
    [projectId, id, now, heldMs],
  )
  return waiting ?? { people: 0, isAnyDue: false }
}

/** How many wait at a domain. */
export type DomainCount = { domain: string; people: number }

/** How many of those in the ledger wait at each of these domains (lower case). */
export async function countWaitingAt(
  record: Queryable,
  { projectId, id }: CampaignKey,
  domains: string[],
): Promise<DomainCount[]> {
  if (domains.length === 0) return []
  return record.query<DomainCount>(
    `select lower(split_part(address, '@', -1)) as domain, count(*)::int as people from deliveries
     where project_id = $1 and campaign_id = $2 and state in ('queued', 'deferred') and lower(split_part(address, '@', -1)) = any($3)
     group by 1`,
    [projectId, id, domains],
  )
}

/** People who wait for the same, until `at`; `rowNo` is one of them. */
export type WaitingGroup = { kind: 'turn' | 'frequency_cap' | 'deferred'; at: Date; people: number; rowNo: number }

/** Those who may not leave yet, the first of them first: by their turns, or together where a server or a cap put them off. */
export function listWaiting(
  record: Queryable,
  { projectId, id }: CampaignKey,
  { now, heldMs }: Clock,
): Promise<WaitingGroup[]> {
  return record.query<WaitingGroup>(
    `select kind, min(due_at) as at, count(*)::int as people, min(row_no) as "rowNo" from (
       select row_no, ${DUE_AT} as due_at,
         case when state = 'deferred' then 'deferred' when reason = 'frequency_cap' then reason else 'turn' end as kind
       from deliveries where project_id = $1 and campaign_id = $2 and state in ('queued', 'deferred')
     ) waiting where due_at > $3
     group by kind, case kind when 'turn' then due_at end order by at limit 100`,
    [projectId, id, now, heldMs],
  )
}
