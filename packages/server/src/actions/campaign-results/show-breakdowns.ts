import {
  campaignsConversions,
  campaignsDomains,
  campaignsInboxProviders,
  campaignsTags,
  campaignsTimeline,
  toId,
} from '@rollcall/contract'
import { action } from '../../action.ts'
import { countConversions, countOverTime } from '../../store/campaign-engagement.ts'
import { countByDomain, countByTag } from '../../store/campaign-groups.ts'
import { getCampaign } from '../../store/campaigns.ts'
import { getProject } from '../../store/projects.ts'
import { byInboxProvider } from './by-inbox-provider.ts'
import { campaignResults } from './campaign-results.ts'

const MOST_GROUPS = 100

export const showTimelineAction = action(campaignsTimeline, async ({ product, caller }, { params, query }) => {
  const { database } = product
  const { projectId } = caller
  const { id } = await getCampaign(database, projectId, params.campaign)
  const { timezone } = await getProject(database, projectId)
  const moments = await countOverTime(database, { projectId, id }, { by: query.by, timezone })
  return { data: moments.map((moment) => ({ ...moment, at: moment.at.toISOString() })) }
})

export const showDomainsAction = action(campaignsDomains, async ({ product, caller }, { params }) => {
  const { projectId } = caller
  const { id } = await getCampaign(product.database, projectId, params.campaign)
  return { data: await countByDomain(product.database, { projectId, id }, MOST_GROUPS) }
})

export const showInboxProvidersAction = action(campaignsInboxProviders, async ({ product, caller }, { params }) => {
  const { projectId } = caller
  const { id } = await getCampaign(product.database, projectId, params.campaign)
  return { data: byInboxProvider(await countByDomain(product.database, { projectId, id })) }
})

export const showTagsAction = action(campaignsTags, async ({ product, caller }, { params }) => {
  const { projectId } = caller
  const { id } = await getCampaign(product.database, projectId, params.campaign)
  const groups = await countByTag(product.database, { projectId, id }, MOST_GROUPS)
  return { data: groups.map(({ id: tag, ...counts }) => ({ tag: toId('tag', tag), ...counts })) }
})

export const showConversionsAction = action(campaignsConversions, async ({ product, caller }, { params, query }) => {
  const { database } = product
  const { projectId } = caller
  const { id, launchedAt } = await getCampaign(database, projectId, params.campaign)
  if (launchedAt === null) return { sent: 0, delivered: 0, people: 0, total: 0, rate: null, value: null }
  const { event, withinDays, value = null } = query
  const asked = { event: event.normalize('NFC'), withinDays, value, launchedAt }
  const conversions = await countConversions(database, { projectId, id }, asked)
  const [{ sent, delivered }] = await campaignResults(database, projectId, [id])
  return { sent, delivered, ...conversions, rate: delivered === 0 ? null : conversions.people / delivered }
})
