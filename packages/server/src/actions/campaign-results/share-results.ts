import { campaignsListShares, campaignsShare, campaignsUnshare, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { insertShare, listShares, revokeShare, type ShareRow } from '../../store/campaign-shares.ts'
import { getCampaign } from '../../store/campaigns.ts'
import { hashToken } from '../../store/hash-token.ts'

const DAY_MS = 86_400_000

export const listSharesAction = action(campaignsListShares, async ({ product, caller }, { params }) => {
  const { projectId } = caller
  const { id } = await getCampaign(product.database, projectId, params.campaign)
  const shares = await listShares(product.database, { projectId, id }, product.now())
  return { data: shares.map(toShare), has_more: false, next_cursor: null }
})

export const shareResultsAction = action(campaignsShare, async ({ product, caller, write }, { params, body }) => {
  const { id } = await getCampaign(product.database, caller.projectId, params.campaign)
  const token = product.randomBytes(32).toString('base64url')
  const at = product.now()
  const expiresAt = body.days === undefined ? null : new Date(at.getTime() + body.days * DAY_MS)
  const made = { tokenHash: hashToken(token), at, expiresAt }
  const row = await write((transaction) => insertShare(transaction, id, made))
  const link = `${product.config.publicUrl}/shared/${token}`
  return { ...toShare(row), token, link }
})

export const unshareResultsAction = action(campaignsUnshare, async ({ product, caller, write }, { params }) => {
  const { id } = await getCampaign(product.database, caller.projectId, params.campaign)
  const { share } = params
  const isRevoked = await write((transaction) => revokeShare(transaction, id, { share, at: product.now() }))
  if (!isRevoked) throw failure('not_found', { what: 'share', id: share })
})

function toShare({ id, createdAt, createdBy, expiresAt }: ShareRow) {
  return {
    id: toId('share', id),
    createdAt: createdAt.toISOString(),
    createdBy,
    expiresAt: expiresAt?.toISOString() ?? null,
  }
}
