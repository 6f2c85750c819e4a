import { type campaignsGet, type RouteReply, toId, VERSIONS } from '@rollcall/contract'
import type { CampaignRecord, CampaignSummary } from '../../store/campaigns.ts'
import type { Throttle } from './find-throttle.ts'

/** A campaign as the API shows it, without its texts. Only what is sending can be held up. */
export function campaignSummary(campaign: CampaignSummary, throttle: Throttle | null = null) {
  const {
    version: _,
    testSentAt: _sent,
    testOutcome,
    createdAt,
    updatedAt,
    launchedAt,
    finishedAt,
    scheduledAt,
    pausedAt,
    archivedAt,
    ...shown
  } = campaign
  return {
    ...shown,
    id: toId('campaign', campaign.id),
    throttle,
    winner: testOutcome ? VERSIONS[testOutcome.version] : null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    scheduledAt: scheduledAt?.toISOString() ?? null,
    pausedAt: pausedAt?.toISOString() ?? null,
    archivedAt: archivedAt?.toISOString() ?? null,
    launchedAt: launchedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
  }
}

/** A campaign as the API shows it. */
export function campaignReply(
  campaign: CampaignRecord,
  throttle: Throttle | null = null,
): RouteReply<typeof campaignsGet> {
  const { html, text, mjml, variants } = campaign
  return { ...campaignSummary(campaign, throttle), html, text, mjml, variants }
}
