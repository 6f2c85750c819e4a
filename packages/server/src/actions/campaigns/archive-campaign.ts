import { campaignsArchive } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { archiveCampaign } from '../../store/campaign-states.ts'
import { getCampaign } from '../../store/campaigns.ts'
import { campaignReply } from './campaign-reply.ts'

export const archiveCampaignAction = action(campaignsArchive, async ({ product, caller, write }, { params, body }) => {
  const { id, status } = await getCampaign(product.database, caller.projectId, params.campaign)
  const isDone = await write((transaction) =>
    archiveCampaign(transaction, id, { archived: body.archived, at: product.now() }),
  )
  if (!isDone) throw failure('wrong_state', { what: 'campaign', state: status, needed: 'a draft, or over' })
  return campaignReply(await getCampaign(product.database, caller.projectId, params.campaign))
})
