import { campaignsAudience, campaignsPreviewAudience, type MessageChannel } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { type AudienceRequest, compileAudience } from '../../audience/campaign-audience.ts'
import { countAudience } from '../../audience/count-audience.ts'
import { testSplit } from '../../audience/test-split.ts'
import { getCampaign } from '../../store/campaigns.ts'

export const countAudienceAction = action(campaignsAudience, async (context, { params }) => {
  const campaign = await getCampaign(context.product.database, context.caller.projectId, params.campaign)
  const { audience, channel, test, variants } = campaign
  return count(context, { audience, channel, test: test && { share: test.share, versions: variants.length + 1 } })
})

export const previewAudienceAction = action(campaignsPreviewAudience, (context, { body }) =>
  count(context, { ...body, test: body.test ?? null }),
)

type Asked = {
  audience: AudienceRequest
  channel?: MessageChannel | undefined
  test: { share: number; versions: number } | null
}

async function count(
  { product, caller }: Pick<ActionContext, 'product' | 'caller'>,
  { audience, channel, test }: Asked,
) {
  const startedAtMs = performance.now()
  const { lowering } = await compileAudience(product.database, caller.projectId, { audience, now: product.now() })
  const counts = await countAudience(product.index, caller.projectId, { audience: lowering, channel })
  const split = test && testSplit(counts.willBeSent, test)
  return { ...counts, test: split, tookMs: Math.round((performance.now() - startedAtMs) * 100) / 100 }
}
