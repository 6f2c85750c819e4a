import { campaignsDuplicate, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getCampaign, insertCampaign } from '../../store/campaigns.ts'
import { campaignReply } from './campaign-reply.ts'
import { saveCampaign } from './save-campaign.ts'

const LONGEST_NAME = 200

export const duplicateCampaignAction = action(campaignsDuplicate, async (context, { params, body }) => {
  const { database } = context.product
  const { projectId } = context.caller
  const original = await getCampaign(database, projectId, params.campaign)
  const name = body.name ?? `Copy of ${original.name}`.slice(0, LONGEST_NAME).trim()
  const id = await saveCampaign(context, { ...original, name, schedule: null }, insertCampaign)
  return campaignReply(await getCampaign(database, projectId, toId('campaign', id)))
})
