import { campaignsCompare, parseId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { sayingOf } from '../../composing/saying-of.ts'
import { invalid } from '../../failure.ts'
import { getCampaign } from '../../store/campaigns.ts'
import { campaignResults } from './campaign-results.ts'

const MOST = 10

export const compareCampaignsAction = action(campaignsCompare, async ({ product, caller }, { query }) => {
  const { database } = product
  const { projectId } = caller
  const ids = [...new Set(query.ids.split(',').map((id) => id.trim()))].filter((id) => id !== '')
  const wrong = ids.find((id) => parseId('campaign', id) === undefined)
  if (wrong !== undefined) throw invalid('?ids', `${JSON.stringify(wrong)} is no id of a campaign`)
  if (ids.length < 2 || ids.length > MOST)
    throw invalid('?ids', `must be 2 to ${MOST} campaigns; these are ${ids.length}`)
  const campaigns = await Promise.all(ids.map((id) => getCampaign(database, projectId, id)))
  const results = await campaignResults(
    database,
    projectId,
    campaigns.map(({ id }) => id),
  )
  return {
    data: campaigns.map((campaign, place) => ({
      id: ids[place],
      name: campaign.name,
      channel: campaign.channel,
      subject: sayingOf(campaign),
      launchedAt: campaign.launchedAt?.toISOString() ?? null,
      results: results[place],
    })),
  }
})
