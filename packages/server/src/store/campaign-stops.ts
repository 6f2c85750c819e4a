import { parseId } from '@rollcall/contract'
import type { Queryable, Transaction } from './database.ts'
import { listPeople, type PersonRow } from './people.ts'

/** A campaign that stopped by itself, as far as those are told who answer for it. */
type Stopped = { name: string; from: string; createdBy: string }

export async function findStopped(transaction: Transaction, id: string): Promise<Stopped | undefined> {
  const [stopped] = await transaction.query<Stopped>(
    `select name, from_email as "from", created_by as "createdBy" from campaigns where project_id = $1 and id = $2`,
    [transaction.projectId, id],
  )
  return stopped
}

/** Who answers for what an actor (`user:usr_…`) made: that person while they work here, else the owners. */
export async function listToldOf(transaction: Transaction, actor: string): Promise<PersonRow[]> {
  const people = await listPeople(transaction, transaction.projectId)
  const maker = actor.startsWith('user:') ? parseId('user', actor.slice('user:'.length)) : undefined
  const makers = people.filter(({ id }) => id === maker)
  return makers.length > 0 ? makers : people.filter(({ role }) => role === 'owner')
}

/** A campaign or batch that stands still and waits for somebody. */
export type StoppedCampaign = { id: string; name: string; status: 'paused' | 'failed'; reason: string }

// A campaign that could not start is a draft again once somebody changes it; one that nobody wants any more says so for a week.
const FAILED_DAYS = 7

/** Those of a project that paused by themselves, or could not start lately, newest first. */
export function listStopped(record: Queryable, projectId: number): Promise<StoppedCampaign[]> {
  return record.query<StoppedCampaign>(
    // In the words of the indexes campaigns_open and campaigns_listed: there may be very many batches.
    `select id, name, status, coalesce(error, '') as reason from (
       select * from campaigns where project_id = $1 and status = 'paused' and error is not null
         and launched_at is not null and finished_at is null and kind <> 'single'
       union all
       select * from campaigns where project_id = $1 and kind = 'campaign' and status = 'failed' and archived_at is null
         and updated_at > now() - $2 * interval '1 day'
     ) stopped order by updated_at desc limit 10`,
    [projectId, FAILED_DAYS],
  )
}
