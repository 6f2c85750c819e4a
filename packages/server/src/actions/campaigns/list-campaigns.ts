import { campaignsList } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { listCampaigns } from '../../store/campaigns.ts'
import { campaignResults } from '../campaign-results/campaign-results.ts'
import { parseCursor, toPage } from '../cursor.ts'
import { campaignSummary } from './campaign-reply.ts'
import { findThrottles } from './find-throttle.ts'

export const listCampaignsAction = action(campaignsList, async ({ product, caller }, { query }) => {
  const { limit, q, status, archived, kind, carries } = query
  const found = await listCampaigns(product.database, caller.projectId, {
    q,
    status,
    archived,
    kind,
    carries,
    after: parseCursor(query.after, z.uuid()),
    limit: limit + 1,
  })
  const page = toPage(found, { limit, place: (last) => last.id, show: (campaign) => campaign })
  const results = await campaignResults(
    product.database,
    caller.projectId,
    page.data.map(({ id }) => id),
  )
  const throttles = await findThrottles({ product, caller }, page.data)
  return {
    ...page,
    data: page.data.map((campaign, place) => ({
      ...campaignSummary(campaign, throttles.get(campaign.id)),
      results: results[place],
    })),
  }
})
