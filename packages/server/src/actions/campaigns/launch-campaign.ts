import { campaignsLaunch } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { compileAudience } from '../../audience/campaign-audience.ts'
import { countAudience } from '../../audience/count-audience.ts'
import { failure } from '../../failure.ts'
import { type CampaignRecord, getCampaign, launchCampaign, takePosition } from '../../store/campaigns.ts'
import { campaignReply } from './campaign-reply.ts'
import { checkMessage, checkReach } from './check-launch.ts'

/** Whoever changes a draft again and again while it is being launched is told so. */
const ATTEMPTS = 5

/** Launching what is launched already answers with it as it is: a second press, tab or retry sends nothing more. */
export const launchCampaignAction = action(campaignsLaunch, async (context, { params }) => {
  const { database } = context.product
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const campaign = await getCampaign(database, context.caller.projectId, params.campaign)
    if (['sending', 'paused', 'sent'].includes(campaign.status)) return campaignReply(campaign)
    if (campaign.status !== 'draft') {
      throw failure('wrong_state', { what: 'campaign', state: campaign.status, needed: 'a draft' })
    }
    if (await launch(context, campaign)) context.product.wake('campaigns')
  }
  throw failure('wrong_state', { what: 'campaign', state: 'being changed', needed: 'left alone for a moment' })
})

type Launcher = Pick<ActionContext, 'product' | 'caller' | 'write' | 'settled'>

/** Freezes the audience and sets the campaign going; false when the draft was changed or launched meanwhile. */
async function launch(context: Launcher, campaign: CampaignRecord): Promise<boolean> {
  const { product, caller } = context
  checkMessage(product, campaign)
  const now = product.now()
  const { lowering } = await compileAudience(product.database, caller.projectId, { audience: campaign.audience, now })
  await seeEverythingBefore(context)
  checkReach(await countAudience(product.index, caller.projectId, lowering))
  const { members, snapshot } = await product.index.members(caller.projectId, lowering)
  const audience = { members: members.toBytes(), count: members.count, snapshot, at: now }
  return context.write((transaction) => launchCampaign(transaction, campaign, audience))
}

// Whatever was acknowledged before this moment is in every snapshot that has this transaction.
async function seeEverythingBefore({ write, settled }: Launcher) {
  await write(takePosition)
  await settled()
}
