import { campaignsCancel, campaignsPause, campaignsResume } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { moveCampaign, resumeCampaign, unscheduleCampaign } from '../../store/campaign-states.ts'
import { type CampaignRecord, getCampaign } from '../../store/campaigns.ts'
import type { Transaction } from '../../store/database.ts'
import { campaignReply } from './campaign-reply.ts'
import { findThrottleOf } from './find-throttle.ts'

/** Stops a campaign from the moment that this is acknowledged on: no message is started after it. */
export const pauseCampaignAction = action(campaignsPause, (context, { params }) =>
  move(context, params.campaign, {
    is: 'paused',
    needed: 'sending',
    change: (transaction, id, at) => moveCampaign(transaction, id, { from: ['sending'], to: 'paused', at }),
  }),
)

export const resumeCampaignAction = action(campaignsResume, (context, { params }) =>
  move(context, params.campaign, { is: 'sending', needed: 'paused', change: resumeCampaign }),
)

export const cancelCampaignAction = action(campaignsCancel, (context, { params }) =>
  move(context, params.campaign, {
    is: 'cancelled',
    needed: 'scheduled, sending or paused',
    change: async (transaction, id, at) =>
      (await unscheduleCampaign(transaction, id, at)) ||
      moveCampaign(transaction, id, { from: ['sending', 'paused'], to: 'cancelled', at }),
  }),
)

type Move = {
  /** Where it leads: whoever asks twice is not refused. */
  is: CampaignRecord['status']
  needed: string
  change: (transaction: Transaction, id: string, at: Date) => Promise<boolean>
}

async function move(
  { product, caller, write }: Pick<ActionContext, 'product' | 'caller' | 'write'>,
  id: string,
  to: Move,
) {
  const before = await getCampaign(product.database, caller.projectId, id)
  const isDone = await write((transaction) => to.change(transaction, before.id, product.now()))
  const campaign = await getCampaign(product.database, caller.projectId, id)
  if (!isDone && campaign.status !== to.is) {
    throw failure('wrong_state', { what: 'campaign', state: campaign.status, needed: to.needed })
  }
  product.wake('campaigns')
  return campaignReply(campaign, await findThrottleOf({ product, caller }, campaign))
}
