import type { campaignsResults, RouteReply } from '@rollcall/contract'
import { describeReason } from '../../audience/delivery-reasons.ts'
import type { Queryable } from '../../store/database.ts'
import { countDeliveries, type DeliveryCount, type DeliveryState, listFrozenCounts } from '../../store/deliveries.ts'

export type CampaignResults = RouteReply<typeof campaignsResults>

/** What became of everyone in the audiences of these campaigns (UUIDs), in their order, counted in the ledger. */
export async function campaignResults(
  record: Queryable,
  projectId: number,
  campaignIds: string[],
): Promise<CampaignResults[]> {
  const counts = await countDeliveries(record, projectId, campaignIds)
  const members = await listFrozenCounts(record, projectId, campaignIds)
  return campaignIds.map((id) =>
    toResults(
      members.get(id) ?? 0,
      counts.filter(({ campaignId }) => campaignId === id),
    ),
  )
}

function toResults(members: number, counts: DeliveryCount[]): CampaignResults {
  const inState = (...states: DeliveryState[]) =>
    counts.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0)
  const inLedger = counts.reduce((sum, { count }) => sum + count, 0)
  const reasons = (state: DeliveryState) =>
    counts
      .filter((counted) => counted.state === state)
      .map(({ reason, count }) => ({ reason: reason ?? 'unknown', detail: describeReason(reason ?? 'unknown'), count }))
  return {
    members,
    // Those of the frozen audience who are not in the ledger yet are waiting too.
    queued: members - inLedger + inState('queued', 'leased'),
    sending: inState('sending'),
    sent: inState('sent'),
    deferred: inState('deferred'),
    failed: inState('failed'),
    skipped: inState('skipped'),
    uncertain: inState('uncertain'),
    cancelled: inState('cancelled'),
    skippedReasons: reasons('skipped'),
    failedReasons: reasons('failed'),
  }
}
