import { campaignsSchedule } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { checkMessage } from '../../jobs/sending/check-message.ts'
import { freezeAudience } from '../../jobs/sending/launch.ts'
import { firstInstant } from '../../jobs/sending/schedule-times.ts'
import { scheduleCampaign } from '../../store/campaign-states.ts'
import { getCampaign, requireUnsent } from '../../store/campaigns.ts'
import { getProject } from '../../store/projects.ts'
import { campaignReply } from './campaign-reply.ts'
import { parseSchedule } from './parse-schedule.ts'
import { toLauncher } from './to-launcher.ts'

export const scheduleCampaignAction = action(campaignsSchedule, async (context, { params, body }) => {
  const { product, caller, write } = context
  const campaign = await getCampaign(product.database, caller.projectId, params.campaign)
  requireUnsent(campaign)
  await checkMessage({ product, projectId: caller.projectId }, campaign)
  const at = product.now()
  const { timezone } = await getProject(product.database, caller.projectId)
  const schedule = parseSchedule(body, { projectZone: timezone, now: at, ...campaign })
  const audience =
    body.audience === 'now' ? await freezeAudience(toLauncher(context), campaign, { mayBeNobody: false }) : null
  const request = { schedule, startsAt: firstInstant(schedule), audience, at }
  const isDone = await write((transaction) => scheduleCampaign(transaction, campaign, request))
  if (!isDone)
    throw failure('wrong_state', { what: 'campaign', state: 'being changed', needed: 'left alone for a moment' })
  product.wake('campaigns')
  return campaignReply(await getCampaign(product.database, caller.projectId, params.campaign))
})
