import { campaignsResults } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getCampaign } from '../../store/campaigns.ts'
import { campaignResults } from './campaign-results.ts'

export const getResultsAction = action(campaignsResults, async ({ product, caller }, { params }) => {
  const { id } = await getCampaign(product.database, caller.projectId, params.campaign)
  const [results] = await campaignResults(product.database, caller.projectId, [id])
  return results
})
