import { campaignsGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getCampaign } from '../../store/campaigns.ts'
import { campaignReply } from './campaign-reply.ts'
import { findThrottleOf } from './find-throttle.ts'

export const getCampaignAction = action(campaignsGet, async ({ product, caller }, { params }) => {
  const campaign = await getCampaign(product.database, caller.projectId, params.campaign)
  return campaignReply(campaign, await findThrottleOf({ product, caller }, campaign))
})
