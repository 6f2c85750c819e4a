import { campaignsDelete } from '@rollcall/contract'
import { action } from '../../action.ts'
import { deleteCampaign, getCampaign } from '../../store/campaigns.ts'
import { removeUses } from '../../store/definition-uses.ts'

export const deleteCampaignAction = action(campaignsDelete, async (context, { params }) => {
  await context.write(async (transaction) => {
    const { id } = await getCampaign(transaction, context.caller.projectId, params.campaign)
    await deleteCampaign(transaction, id)
    await removeUses(transaction, { kind: 'campaign', uuid: id })
  })
})
