import { campaignsGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getCampaign } from '../../store/campaigns.ts'
import { campaignReply } from './campaign-reply.ts'

export const getCampaignAction = action(campaignsGet, async ({ product, caller }, { params }) =>
  campaignReply(await getCampaign(product.database, caller.projectId, params.campaign)),
)
