import { campaignsListShares, campaignsShare, campaignsShared, campaignsUnshare, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { findShared, insertShare, listShares, revokeShare, type ShareRow } from '../../store/campaign-shares.ts'
import { getCampaign } from '../../store/campaigns.ts'
import { hashToken } from '../../store/hash-token.ts'
import { getProject } from '../../store/projects.ts'
import { campaignResults } from './campaign-results.ts'

export const listSharesAction = action(campaignsListShares, async ({ product, caller }, { params }) => {
  const { projectId } = caller
  const { id } = await getCampaign(product.database, projectId, params.campaign)
  const shares = await listShares(product.database, { projectId, id })
  return { data: shares.map(toShare), has_more: false, next_cursor: null }
})

export const shareResultsAction = action(campaignsShare, async ({ product, caller, write }, { params }) => {
  const { id } = await getCampaign(product.database, caller.projectId, params.campaign)
  const token = product.randomBytes(32).toString('base64url')
  const made = { tokenHash: hashToken(token), at: product.now() }
  const row = await write((transaction) => insertShare(transaction, id, made))
  const link = `${product.config.publicUrl.replace(/\/+$/, '')}/v1/shared/${token}`
  return { ...toShare(row), token, link }
})

export const unshareResultsAction = action(campaignsUnshare, async ({ product, caller, write }, { params }) => {
  const { id } = await getCampaign(product.database, caller.projectId, params.campaign)
  const { share } = params
  const isRevoked = await write((transaction) => revokeShare(transaction, id, { share, at: product.now() }))
  if (!isRevoked) throw failure('not_found', { what: 'share', id: share })
})

export const showSharedAction = action(campaignsShared, async ({ product }, { params }) => {
  const { database } = product
  const shared = await findShared(database, hashToken(params.token))
  if (!shared) throw failure('not_found', { what: 'shared link', id: 'of this token' })
  const { projectId } = shared
  const [campaign, project] = await Promise.all([
    getCampaign(database, projectId, toId('campaign', shared.id)),
    getProject(database, projectId),
  ])
  const [results] = await campaignResults(database, projectId, [shared.id])
  return {
    name: campaign.name,
    subject: campaign.subject,
    project: project.name,
    launchedAt: campaign.launchedAt?.toISOString() ?? null,
    finishedAt: campaign.finishedAt?.toISOString() ?? null,
    results,
  }
})

function toShare({ id, createdAt, createdBy }: ShareRow) {
  return { id: toId('share', id), createdAt: createdAt.toISOString(), createdBy }
}
