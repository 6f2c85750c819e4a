import type { campaignsResults, MessageChannel, RouteReply } from '@rollcall/contract'
import { describeReason } from '../../audience/delivery-reasons.ts'
import { countEngagement, countUndelivered, type EngagementCount } from '../../store/campaign-engagement.ts'
import { listChannels } from '../../store/campaigns.ts'
import type { Queryable } from '../../store/database.ts'
import { countDeliveries, type DeliveryCount, type DeliveryState, listFrozenCounts } from '../../store/deliveries.ts'
import { deliveredOf } from '../../store/heard-of.ts'

export type CampaignResults = RouteReply<typeof campaignsResults>

/** What became of everyone in the audiences of these campaigns (UUIDs), in their order, counted in the ledger. */
export async function campaignResults(
  record: Queryable,
  projectId: number,
  campaignIds: string[],
): Promise<CampaignResults[]> {
  const [counts, members, engagement, undelivered, channels] = await Promise.all([
    countDeliveries(record, projectId, campaignIds),
    listFrozenCounts(record, projectId, campaignIds),
    countEngagement(record, projectId, campaignIds),
    countUndelivered(record, projectId, campaignIds),
    listChannels(record, projectId, campaignIds),
  ])
  return campaignIds.map((id) => {
    const ofCampaign = ({ campaignId }: { campaignId: string }) => campaignId === id
    const ledger = toLedger(members.get(id) ?? 0, { counts: counts.filter(ofCampaign), channel: channels.get(id) })
    const heard = { undelivered: undelivered.get(id) ?? 0, counts: engagement.filter(ofCampaign) }
    return { ...ledger, ...toEngagement(ledger, heard) }
  })
}

type Engagement =
  | ('delivered' | 'undelivered' | 'bounced' | 'unsubscribed' | 'complained' | 'replied' | 'rates')
  | ('opened' | 'clicked')
type Ledger = Omit<CampaignResults, Engagement>

function toLedger(
  members: number,
  { counts, channel }: { counts: DeliveryCount[]; channel: MessageChannel | undefined },
): Ledger {
  const inState = (...states: DeliveryState[]) =>
    counts.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0)
  const inLedger = counts.reduce((sum, { count }) => sum + count, 0)
  const reasons = (state: DeliveryState) =>
    counts
      .filter((counted) => counted.state === state && (state !== 'queued' || counted.reason !== null))
      .map(({ reason, count }) => ({
        reason: reason ?? 'unknown',
        detail: describeReason(reason ?? 'unknown', channel),
        count,
      }))
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
    queuedReasons: reasons('queued'),
    skippedReasons: reasons('skipped'),
    failedReasons: reasons('failed'),
  }
}

function toEngagement(
  { sent, failedReasons }: Ledger,
  { undelivered, counts }: { undelivered: number; counts: EngagementCount[] },
): Pick<CampaignResults, Engagement> {
  const find = (verb: EngagementCount['verb'], machine: boolean) => {
    const { people = 0, total = 0 } =
      counts.find((counted) => counted.verb === verb && counted.machine === machine) ?? {}
    return { people, total }
  }
  const both = (verb: EngagementCount['verb']) => ({ ...find(verb, false), machine: find(verb, true) })
  const [opened, clicked] = [both('opened'), both('clicked')]
  const bounced = find('bounced', false).people
  const unsubscribed = find('unsubscribed', false).people
  const complained = find('complained', false).people
  const replied = find('replied', false).people
  // Those that were refused at once bounced without having been sent.
  const refused = failedReasons.find(({ reason }) => reason === 'no_mailbox')?.count ?? 0
  const handedOver = sent + refused
  const delivered = deliveredOf({ handedOver, bounced: Math.max(bounced, refused), undelivered })
  const rates = {
    delivered: share(delivered, handedOver),
    opened: share(opened.people, delivered),
    clicked: share(clicked.people, delivered),
    clickToOpen: share(clicked.people, opened.people),
    bounced: share(bounced, handedOver),
    unsubscribed: share(unsubscribed, delivered),
    complained: share(complained, delivered),
  }
  return { delivered, undelivered, opened, clicked, bounced, unsubscribed, complained, replied, rates }
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
