import { type campaignsGet, type RouteReply, toId } from '@rollcall/contract'
import type { CampaignRecord } from '../../store/campaigns.ts'

/** A campaign as the API shows it, without its texts. */
export function campaignSummary(campaign: Omit<CampaignRecord, 'html' | 'text' | 'mjml'>) {
  const {
    version: _,
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
export function campaignReply(campaign: CampaignRecord): RouteReply<typeof campaignsGet> {
  return { ...campaignSummary(campaign), html: campaign.html, text: campaign.text, mjml: campaign.mjml }
}
