import { campaignsUpdate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { htmlOf } from '../../composing/html-of.ts'
import { getCampaign, requireUnsent, updateCampaign } from '../../store/campaigns.ts'
import { campaignReply } from './campaign-reply.ts'
import { saveCampaign } from './save-campaign.ts'

export const updateCampaignAction = action(campaignsUpdate, async (context, { params, body }) => {
  const { database } = context.product
  const { projectId } = context.caller
  const present = await getCampaign(database, projectId, params.campaign)
  requireUnsent(present)
  const tracking = { ...present.tracking, ...body.tracking }
  const changed = { ...present, ...body, tracking, ...(await htmlOf(body, present)) }
  await saveCampaign(context, changed, async (transaction, campaign) => {
    await updateCampaign(transaction, present.id, campaign)
    return present.id
  })
  return campaignReply(await getCampaign(database, projectId, params.campaign))
})
