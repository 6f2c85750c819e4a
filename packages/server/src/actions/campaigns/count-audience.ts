import { campaignsAudience, campaignsPreviewAudience } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { type AudienceRequest, compileAudience } from '../../audience/campaign-audience.ts'
import { countAudience } from '../../audience/count-audience.ts'
import { testSplit } from '../../audience/test-split.ts'
import { getCampaign } from '../../store/campaigns.ts'

export const countAudienceAction = action(campaignsAudience, async (context, { params }) => {
  const campaign = await getCampaign(context.product.database, context.caller.projectId, params.campaign)
  const { audience, test, variants } = campaign
  return count(context, audience, test && { share: test.share, versions: variants.length + 1 })
})

export const previewAudienceAction = action(campaignsPreviewAudience, (context, { body }) =>
  count(context, body.audience, body.test ?? null),
)

async function count(
  { product, caller }: Pick<ActionContext, 'product' | 'caller'>,
  audience: AudienceRequest,
  test: { share: number; versions: number } | null,
) {
  const startedAtMs = performance.now()
  const { lowering } = await compileAudience(product.database, caller.projectId, { audience, now: product.now() })
  const counts = await countAudience(product.index, caller.projectId, lowering)
  const split = test && testSplit(counts.willBeSent, test)
  return { ...counts, test: split, tookMs: Math.round((performance.now() - startedAtMs) * 100) / 100 }
}
