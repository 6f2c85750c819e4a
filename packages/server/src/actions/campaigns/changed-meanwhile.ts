import { toId } from '@rollcall/contract'
import { type Failure, failure } from '../../failure.ts'
import { nameActors } from '../../store/actor-names.ts'
import { listAuditEntries } from '../../store/audit-log.ts'
import type { CampaignRecord } from '../../store/campaigns.ts'
import type { Transaction } from '../../store/database.ts'

// The log takes its time by another clock than the campaign, in the same transaction.
const SAME_CHANGE_MS = 5_000

/** The refusal of a change to what somebody else has changed, with who and when. */
export async function changedMeanwhile(
  transaction: Transaction,
  { id, updatedAt }: Pick<CampaignRecord, 'id' | 'updatedAt'>,
): Promise<Failure> {
  const { projectId } = transaction
  const asked = { kind: 'campaign' as const, target: toId('campaign', id), limit: 1, before: null }
  const [last] = await listAuditEntries(transaction, projectId, asked)
  // The log leaves out what is small, such as a pace: then its last entry is of another change.
  const isThis = last && Math.abs(Date.parse(last.at) - updatedAt.getTime()) < SAME_CHANGE_MS
  const actor = isThis ? last.actor : null
  const by = (await nameActors(transaction, projectId, [actor]))(actor) ?? 'Somebody'
  return failure('changed_meanwhile', { what: 'campaign', by, at: updatedAt.toISOString() })
}
