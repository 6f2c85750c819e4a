import { campaignsLaunch } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { launch } from '../../jobs/sending/launch.ts'
import { getCampaign } from '../../store/campaigns.ts'
import { campaignReply } from './campaign-reply.ts'
import { findThrottleOf } from './find-throttle.ts'
import { toLauncher } from './to-launcher.ts'

/** Whoever changes a draft again and again while it is being launched is told so. */
const ATTEMPTS = 5

/** Launching what is launched already answers with it as it is: a second press, tab or retry sends nothing more. */
export const launchCampaignAction = action(campaignsLaunch, async (context, { params }) => {
  const { database } = context.product
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const campaign = await getCampaign(database, context.caller.projectId, params.campaign)
    if (['sending', 'paused', 'sent'].includes(campaign.status))
      return campaignReply(campaign, await findThrottleOf(context, campaign))
    if (campaign.launchedAt !== null) {
      throw failure('wrong_state', { what: 'campaign', state: campaign.status, needed: 'a draft' })
    }
    if (await launch(toLauncher(context), campaign, { isNow: true })) context.product.wake('campaigns')
  }
  throw failure('wrong_state', { what: 'campaign', state: 'being changed', needed: 'left alone for a moment' })
})
