import { campaignsShared, campaignsSharedPage, toId } from '@rollcall/contract'
import { action, Download } from '../../action.ts'
import { sayingOf } from '../../composing/saying-of.ts'
import { failure } from '../../failure.ts'
import type { Product } from '../../product.ts'
import { findShared } from '../../store/campaign-shares.ts'
import { getCampaign } from '../../store/campaigns.ts'
import { hashToken } from '../../store/hash-token.ts'
import { getProject } from '../../store/projects.ts'
import { campaignResults } from './campaign-results.ts'
import { notSharedPage, type Shared, sharedPage } from './shared-page.ts'

export const showSharedAction = action(campaignsShared, async ({ product }, { params }) => {
  const shared = await findSharedResults(product, params.token)
  if (!shared) throw failure('not_found', { what: 'shared link', id: 'of this token' })
  return shared
})

export const showSharedPageAction = action(campaignsSharedPage, async ({ product, reply }, { params }) => {
  reply.header('x-robots-tag', 'noindex')
  const shared = await findSharedResults(product, params.token)
  if (shared) return new Download(sharedPage(shared))
  reply.status(404)
  return new Download(notSharedPage())
})

async function findSharedResults({ database, now }: Product, token: string): Promise<Shared | undefined> {
  const key = await findShared(database, hashToken(token), now())
  if (!key) return undefined
  const [campaign, project] = await Promise.all([
    getCampaign(database, key.projectId, toId('campaign', key.id)),
    getProject(database, key.projectId),
  ])
  const [results] = await campaignResults(database, key.projectId, [key.id])
  return {
    name: campaign.name,
    subject: sayingOf(campaign),
    channel: campaign.channel,
    project: project.name,
    launchedAt: campaign.launchedAt?.toISOString() ?? null,
    finishedAt: campaign.finishedAt?.toISOString() ?? null,
    results,
  }
}
