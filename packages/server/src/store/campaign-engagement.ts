import type { Queryable } from './database.ts'
import type { CampaignKey } from './deliveries.ts'
import { convertedBy, undelivered } from './heard-of.ts'

/** What happened to a campaign's messages after they were sent, by people and by machines. */
export type EngagementCount = {
  campaignId: string
  verb: 'opened' | 'clicked' | 'unsubscribed' | 'complained' | 'bounced' | 'replied'
  machine: boolean
  people: number
  total: number
}

/** All of it, counted in the events. */
export function countEngagement(
  record: Queryable,
  projectId: number,
  campaignIds: string[],
): Promise<EngagementCount[]> {
  // One campaign after the other, each in the order of the index events_of_engagement, which counts people without sorting; what
  // is no mail has events_of_texts.
  return record.query<EngagementCount>(
    `select k.id as "campaignId", counted.* from unnest($2::uuid[]) as k (id) cross join lateral (
       select split_part(name, '.', 2) as verb, machine, count(distinct row_no)::int as people, count(*)::int as total from events
       where project_id = $1 and campaign_id = k.id
         and name in ('email.opened', 'email.clicked', 'email.unsubscribed', 'email.complained', 'email.bounced')
       group by name, machine
       union all
       select split_part(name, '.', 2), machine, count(distinct row_no)::int, count(*)::int from events
       where project_id = $1 and campaign_id = k.id and name not like 'email.%' and name not like '%.sent'
       group by name, machine
     ) counted`,
    [projectId, campaignIds],
  )
}

/** How many messages of each campaign were taken over and reported undelivered since, by its UUID; none where it is none. */
export async function countUndelivered(
  record: Queryable,
  projectId: number,
  campaignIds: string[],
): Promise<Map<string, number>> {
  const rows = await record.query<{ id: string; count: number }>(
    // Those of which the contrary is noted as well are few; deliveries_by_feedback finds them.
    `select d.campaign_id as id, count(*)::int as count from deliveries d
     where d.project_id = $1 and d.campaign_id = any($2) and d.feedback = 'undelivered' and ${undelivered('d.campaign_id')}
     group by 1`,
    [projectId, campaignIds],
  )
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/** The clicks of a link; `machine` are not among the others. */
export type LinkCount = { position: number | null; url: string | null; people: number; total: number; machine: number }

/** The links of a campaign that somebody clicked, or only those did who got a version (from 0). */
export function countLinks(
  record: Queryable,
  { projectId, id }: CampaignKey,
  version: number | null,
): Promise<LinkCount[]> {
  return record.query<LinkCount>(
    `select (case when jsonb_typeof(properties->'position') = 'number' then properties->'position' end)::int as position,
       link as url, count(distinct row_no) filter (where not machine)::int as people,
       count(*) filter (where not machine)::int as total, count(*) filter (where machine)::int as machine
     from events e where project_id = $1 and campaign_id = $2 and name = 'email.clicked' and ($3::int is null or exists (
       select from deliveries d join campaigns k on k.project_id = d.project_id and k.id = d.campaign_id
       where d.project_id = e.project_id and d.campaign_id = e.campaign_id and d.row_no = e.row_no
         and coalesce(d.variant, (k.test_outcome->>'version')::int) = $3))
     group by 1, 2 order by 1 nulls last, total desc, url`,
    [projectId, id, version],
  )
}

/** What happened from `at` on, for an hour or a day. */
export type Moment = { at: Date; sent: number; opened: number; clicked: number }

/** Messages that were sent, opens and clicks by people, in order; days begin at midnight of the zone. */
export function countOverTime(
  record: Queryable,
  { projectId, id }: CampaignKey,
  { by, timezone }: { by: 'hour' | 'day'; timezone: string },
): Promise<Moment[]> {
  // Quarters of an hour first, of which there are few to find the hour or day of: every zone's hours begin with one.
  return record.query<Moment>(
    `select date_trunc($3, quarter, $4) as at, sum(sent)::int as sent, sum(opened)::int as opened, sum(clicked)::int as clicked
     from (
       select date_bin('15 minutes', updated_at, 'epoch') as quarter, count(*) as sent, 0 as opened, 0 as clicked
       from deliveries where project_id = $1 and campaign_id = $2 and state = 'sent' group by 1
       union all
       select date_bin('15 minutes', at, 'epoch'), 0, count(*) filter (where name = 'email.opened'),
         count(*) filter (where name = 'email.clicked')
       from events
       where project_id = $1 and campaign_id = $2 and name in ('email.opened', 'email.clicked') and not machine group by 1
     ) part group by 1 order by 1`,
    [projectId, id, by, timezone],
  )
}

/** What people did after their message. */
export type Conversions = { people: number; total: number; value: number | null }

/** Events of a name within days after each one's message, their property `value` added up where it is a number. */
export async function countConversions(
  record: Queryable,
  { projectId, id }: CampaignKey,
  asked: { event: string; withinDays: number; value: string | null; launchedAt: Date },
): Promise<Conversions> {
  const [conversions] = await record.query<Conversions>(
    `select count(distinct e.row_no)::int as people, count(*)::int as total,
       sum(case when jsonb_typeof(e.properties->$5) = 'number' then (e.properties->>$5)::float8 end) as value
     from deliveries d join events e on e.project_id = d.project_id and e.row_no = d.row_no
     where d.project_id = $1 and d.campaign_id = $2 and d.state = 'sent' and ${convertedBy({ event: '$3', withinDays: '$4' })}
       and e.at >= date_trunc('second', $6::timestamptz)`,
    [projectId, id, asked.event, asked.withinDays, asked.value, asked.launchedAt],
  )
  return conversions
}
