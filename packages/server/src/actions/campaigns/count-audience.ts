import { campaignsAudience, campaignsPreviewAudience } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { type AudienceRequest, compileAudience } from '../../audience/campaign-audience.ts'
import { countAudience } from '../../audience/count-audience.ts'
import { getCampaign } from '../../store/campaigns.ts'

export const countAudienceAction = action(campaignsAudience, async (context, { params }) => {
  const { audience } = await getCampaign(context.product.database, context.caller.projectId, params.campaign)
  return count(context, audience)
})

export const previewAudienceAction = action(campaignsPreviewAudience, (context, { body }) =>
  count(context, body.audience),
)

async function count({ product, caller }: Pick<ActionContext, 'product' | 'caller'>, audience: AudienceRequest) {
  const startedAtMs = performance.now()
  const { lowering } = await compileAudience(product.database, caller.projectId, { audience, now: product.now() })
  const counts = await countAudience(product.index, caller.projectId, lowering)
  return { ...counts, tookMs: Math.round((performance.now() - startedAtMs) * 100) / 100 }
}
