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
  skipped: number
  failed: number
  left: number
  opened: number
  clicked: number
  converted: number | null
  unsubscribed: number
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
  const did = (version: number, name: (typeof engagement)[number]['name']) =>
    engagement.find((counted) => counted.version === version && counted.name === name)?.people ?? 0
  const figures = Array.from({ length: versions }, (_, version) => ({
    ...ledgerOf(deliveries.filter((counted) => counted.version === version)),
    opened: did(version, 'email.opened'),
    clicked: did(version, 'email.clicked'),
    unsubscribed: did(version, 'email.unsubscribed'),
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
    skipped: inState('skipped'),
    failed: inState('failed', 'uncertain', 'cancelled'),
    left: inState('queued', 'leased', 'sending', 'deferred'),
  }
}

/** What decides, of each version. By hand, and where nothing wins, opens say who is ahead. */
export function scoresOf(figures: VersionFigures[], test: VersionTest): Score[] {
  return figures.map(({ sent, opened, clicked, converted }) => {
    switch (test.decide?.by) {
      case 'clicks':
        return { did: clicked, sent }
      case 'conversions':
        return { did: converted ?? 0, sent }
      default:
        return { did: opened, sent }
    }
  })
}
