import { campaignsUseTemplate, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { STARTERS } from '../../email/starters/starters.ts'
import { getCampaign, requireUnsent, updateCampaign } from '../../store/campaigns.ts'
import { getTemplate, recordTemplateUse } from '../../store/templates.ts'
import { campaignReply } from '../campaigns/campaign-reply.ts'

export const useTemplateAction = action(campaignsUseTemplate, async ({ product, caller, write }, { params, body }) => {
  const { database, now } = product
  const campaign = await getCampaign(database, caller.projectId, params.campaign)
  requireUnsent(campaign)
  const starter = STARTERS.find(({ id }) => id === body.template)
  const template = starter ? { ...starter, mjml: null } : await getTemplate(database, caller.projectId, body.template)
  const { html, text, mjml } = template
  const subject = template.subject ?? campaign.subject
  const preheader = template.preheader ?? campaign.preheader
  await write(async (transaction) => {
    await updateCampaign(transaction, campaign.id, { ...campaign, subject, preheader, html, text, mjml, at: now() })
    if (!starter) await recordTemplateUse(transaction, campaign.id, toId('template', template.id))
  })
  return campaignReply(await getCampaign(database, caller.projectId, params.campaign))
})
