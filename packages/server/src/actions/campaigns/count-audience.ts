import { campaignsAudience, campaignsPreviewAudience } from '@rollcall/contract'
import { action, type Reader } from '../../action.ts'
import { countAudience } from '../../audience/count-audience.ts'
import { peopleOf, type ToWhom } from '../../audience/people-of.ts'
import { testSplit } from '../../audience/test-split.ts'
import { getCampaign } from '../../store/campaigns.ts'
import { tookMs } from '../took-ms.ts'

export const countAudienceAction = action(campaignsAudience, async (context, { params }) => {
  const campaign = await getCampaign(context.product.database, context.caller.projectId, params.campaign)
  const { test, variants } = campaign
  return count(context, campaign, test && { share: test.share, versions: variants.length + 1 })
})

export const previewAudienceAction = action(campaignsPreviewAudience, (context, { body }) =>
  count(context, body, body.test ?? null),
)

async function count(
  { product, caller }: Reader,
  { audience, channel, topic }: ToWhom,
  test: { share: number; versions: number } | null,
) {
  const startedAtMs = performance.now()
  const now = product.now()
  const people = await peopleOf(product.database, caller.projectId, { audience, channel, topic, now })
  const counts = await countAudience(product.index, caller.projectId, people)
  const split = test && testSplit(counts.willBeSent, test)
  return { ...counts, test: split, tookMs: tookMs(startedAtMs) }
}
