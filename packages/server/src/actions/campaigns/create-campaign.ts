import { campaignsCreate, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { htmlOf } from '../../composing/html-of.ts'
import { getCampaign, insertCampaign } from '../../store/campaigns.ts'
import { campaignReply } from './campaign-reply.ts'
import { saveCampaign } from './save-campaign.ts'

export const createCampaignAction = action(campaignsCreate, async (context, { body }) => {
  const isMail = (body.channel ?? 'email') === 'email'
  const content = { ...body, html: body.html, ...(isMail ? await htmlOf(body) : {}) }
  const uuid = await saveCampaign(context, content, insertCampaign)
  return campaignReply(await getCampaign(context.product.database, context.caller.projectId, toId('campaign', uuid)))
})
