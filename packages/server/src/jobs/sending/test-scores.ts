import type { MessageChannel } from '@rollcall/contract'
import {
  countVersionConversions,
  countVersionDeliveries,
  countVersionEngagement,
  type VersionDeliveries,
} from '../../store/campaign-tests.ts'
import type { VersionTest } from '../../store/campaigns.ts'
import type { Queryable } from '../../store/database.ts'
import type { CampaignKey } from '../../store/deliveries.ts'
import type { Score } from './judge-test.ts'

/** What is known of one version's people in the test. */
export type VersionFigures = {
  members: number
  sent: number
  delivered: number
  skipped: number
  failed: number
  left: number
  opened: number
  clicked: number
  converted: number | null
  unsubscribed: number
  /** People who wrote back; nobody does to mail, as far as is heard. */
  replied: number
}

type Asked = { test: VersionTest; versions: number }

/** The figures of each version, A first, and how many wait outside the test. */
export async function measureVersions(
  record: Queryable,
  campaign: CampaignKey,
  { test, versions }: Asked,
): Promise<{ figures: VersionFigures[]; waiting: number }> {
  const event = test.decide?.event
  const [deliveries, engagement, conversions] = await Promise.all([
    countVersionDeliveries(record, campaign),
    countVersionEngagement(record, campaign),
    event === undefined ? null : countVersionConversions(record, campaign, event.normalize('NFC')),
  ])
  const did = (version: number, verb: (typeof engagement)[number]['verb']) =>
    engagement.find((counted) => counted.version === version && counted.verb === verb)?.people ?? 0
  const figures = Array.from({ length: versions }, (_, version) => ({
    ...ledgerOf(deliveries.filter((counted) => counted.version === version)),
    opened: did(version, 'opened'),
    clicked: did(version, 'clicked'),
    unsubscribed: did(version, 'unsubscribed'),
    replied: did(version, 'replied'),
    converted: conversions && (conversions.find((counted) => counted.version === version)?.people ?? 0),
  }))
  return { figures, waiting: ledgerOf(deliveries.filter(({ version }) => version === null)).left }
}

function ledgerOf(counts: VersionDeliveries[]) {
  const inState = (...states: VersionDeliveries['state'][]) =>
    counts.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0)
  return {
    members: counts.reduce((sum, { count }) => sum + count, 0),
    sent: inState('sent'),
    delivered: counts.reduce((sum, { delivered }) => sum + delivered, 0),
    skipped: inState('skipped'),
    failed: inState('failed', 'uncertain', 'cancelled'),
    left: inState('queued', 'leased', 'sending', 'deferred'),
  }
}

/** What is tried, and what carries it. */
export type Trial = { test: VersionTest; channel: MessageChannel }

/** What says which version is ahead: what decides; by hand, and where nothing wins, opens of mail and answers to texts. */
export function measureOf({ test, channel }: Trial): 'opened' | 'clicked' | 'converted' | 'replied' {
  switch (test.decide?.by) {
    case 'clicks':
      return 'clicked'
    case 'conversions':
      return 'converted'
    default:
      return channel === 'email' ? 'opened' : 'replied'
  }
}

/** That of each version. */
export function scoresOf(figures: VersionFigures[], trial: Trial): Score[] {
  const measure = measureOf(trial)
  return figures.map((figure) => ({ did: figure[measure] ?? 0, sent: figure.delivered }))
}
