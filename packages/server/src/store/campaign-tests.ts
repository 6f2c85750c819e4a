import type { MessageChannel } from '@rollcall/contract'
import type { CampaignStatus, TestOutcome, VersionTest } from './campaigns.ts'
import type { Queryable, Transaction } from './database.ts'
import type { CampaignKey, DeliveryState } from './deliveries.ts'
import { DELIVERED, WHO_CAME_BACK } from './heard-of.ts'

/** A campaign on its way whose test has no winner yet. */
export type TestingCampaign = CampaignKey & {
  channel: MessageChannel
  test: VersionTest
  versions: number
  testSentAt: Date | null
}

/** Those of all projects, where somebody waits for the winner. */
export function listTestingCampaigns(record: Queryable): Promise<TestingCampaign[]> {
  return record.query<TestingCampaign>(
    `select project_id as "projectId", id, channel, test, jsonb_array_length(variants) + 1 as versions, test_sent_at as "testSentAt"
     from campaigns where status = 'sending' and test_outcome is null and test is not null and test ? 'decide'
     order by launched_at`,
  )
}

/**
 * Notes when all messages of a test have left, once; returns that moment, or null while some wait. A message that a server put
 * off does not hold the test up, nor does one that waits because its person heard too often.
 */
export async function noteTestSent(record: Queryable, { projectId, id }: CampaignKey, at: Date): Promise<Date | null> {
  const [noted] = await record.query<{ sentAt: Date }>(
    `update campaigns c set test_sent_at = coalesce(test_sent_at, $3)
     from campaign_audiences a
     where c.project_id = $1 and c.id = $2 and c.status = 'sending' and a.project_id = $1 and a.campaign_id = $2 and a.complete
       and not exists (select from deliveries d where d.project_id = $1 and d.campaign_id = $2 and d.variant is not null
         and d.state = 'queued' and d.reason is distinct from 'frequency_cap')
       and not exists (select from deliveries d where d.project_id = $1 and d.campaign_id = $2 and d.variant is not null
         and d.state in ('leased', 'sending'))
     returning test_sent_at as "sentAt"`,
    [projectId, id, at],
  )
  return noted?.sentAt ?? null
}

/** Sets which version everyone gets who waits, once and for all; false when that is settled, or the campaign stands still. */
export async function setTestOutcome(
  transaction: Transaction,
  id: string,
  { outcome, from }: { outcome: TestOutcome; from: CampaignStatus[] },
): Promise<boolean> {
  const set = await transaction.query(
    `update campaigns set test_outcome = $3
     where project_id = $1 and id = $2 and test_outcome is null and test ? 'decide' and launched_at is not null
       and status = any($4) returning id`,
    [transaction.projectId, id, JSON.stringify(outcome), from],
  )
  return set.length > 0
}

/** How many people of a test are in a state, by version (from 0), and had it delivered; null: those outside it. */
export type VersionDeliveries = { version: number | null; state: DeliveryState; count: number; delivered: number }

export function countVersionDeliveries(
  record: Queryable,
  { projectId, id }: CampaignKey,
): Promise<VersionDeliveries[]> {
  return record.query<VersionDeliveries>(
    `select variant as version, state, count(*)::int as count, count(*) filter (where ${DELIVERED})::int as delivered
     from deliveries d ${WHO_CAME_BACK} where d.project_id = $1 and d.campaign_id = $2 group by variant, state`,
    [projectId, id],
  )
}

/** How many people of a test did something with their message; machines do not count. */
export type VersionEngagement = {
  version: number
  verb: 'opened' | 'clicked' | 'unsubscribed' | 'replied'
  people: number
}

export function countVersionEngagement(
  record: Queryable,
  { projectId, id }: CampaignKey,
): Promise<VersionEngagement[]> {
  return record.query<VersionEngagement>(
    // Mail and texts have an index each.
    `select d.variant as version, did.verb, count(*)::int as people
     from (
       select split_part(name, '.', 2) as verb, row_no from events where project_id = $1 and campaign_id = $2 and not machine
         and name in ('email.opened', 'email.clicked', 'email.unsubscribed')
       union
       select split_part(name, '.', 2), row_no from events where project_id = $1 and campaign_id = $2 and not machine
         and name not like 'email.%' and name not like '%.sent' and split_part(name, '.', 2) in ('unsubscribed', 'replied')
     ) did
     join deliveries d on d.project_id = $1 and d.campaign_id = $2 and d.row_no = did.row_no and d.state = 'sent'
     where d.variant is not null group by 1, 2`,
    [projectId, id],
  )
}

/** How many people of a test did something of the project's own after their message, by version. */
export function countVersionConversions(
  record: Queryable,
  { projectId, id }: CampaignKey,
  event: string,
): Promise<{ version: number; people: number }[]> {
  return record.query(
    `select d.variant as version, count(distinct e.row_no)::int as people
     from deliveries d join events e on e.project_id = d.project_id and e.row_no = d.row_no
     where d.project_id = $1 and d.campaign_id = $2 and d.variant is not null and d.state = 'sent'
       -- Events are kept to the second.
       and e.name = $3 and not e.machine and e.at >= date_trunc('second', d.updated_at)
     group by 1`,
    [projectId, id, event],
  )
}
