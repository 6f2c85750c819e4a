import { campaignsUpdate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { htmlOf } from '../../composing/html-of.ts'
import { getCampaign, isUnchanged, requireUnsent, updateCampaign } from '../../store/campaigns.ts'
import { campaignReply } from './campaign-reply.ts'
import { changedMeanwhile } from './changed-meanwhile.ts'
import { chooseAnew, keepChosen } from './chosen-people.ts'
import { checkCampaign, writeCampaign } from './save-campaign.ts'

// What one channel carries says nothing on another; the text alone may stay.
const NOTHING_SAID = {
  ...{
    subject: undefined,
    preheader: null,
    from: undefined,
    fromName: null,
    replyTo: null,
    html: undefined,
    mjml: null,
  },
  ...{ utm: null, variants: [], test: null, provider: null, tracking: { opens: true, clicks: true } },
}

export const updateCampaignAction = action(
  campaignsUpdate,
  async (context, { params, body: { ifUpdatedAt, ...body } }) => {
    const { database } = context.product
    const { projectId } = context.caller
    const present = await getCampaign(database, projectId, params.campaign)
    requireUnsent(present)
    const { channel = present.channel } = body
    const isMoving = channel !== present.channel
    const kept = { ...present, ...(isMoving ? NOTHING_SAID : {}) }
    const tracking = { ...kept.tracking, ...body.tracking }
    const html = channel === 'email' ? await htmlOf(body, isMoving ? undefined : present) : {}
    const changed = { ...kept, ...body, tracking, ...html }
    const checked = await checkCampaign(context, changed)
    const people = await chooseAnew(context, present, checked)
    await writeCampaign(context, checked, async (transaction, campaign) => {
      if (ifUpdatedAt !== undefined && !(await isUnchanged(transaction, present.id, new Date(ifUpdatedAt))))
        throw await changedMeanwhile(transaction, await getCampaign(transaction, projectId, params.campaign))
      await updateCampaign(transaction, present.id, campaign)
      await keepChosen(transaction, present, people)
      return present.id
    })
    return campaignReply(await getCampaign(database, projectId, params.campaign))
  },
)
