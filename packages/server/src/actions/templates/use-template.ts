import { campaignsUseTemplate, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { STARTERS } from '../../email/starters/starters.ts'
import { invalid } from '../../failure.ts'
import { getCampaign, requireUnsent, updateCampaign } from '../../store/campaigns.ts'
import { getTemplate, recordTemplateUse } from '../../store/templates.ts'
import { campaignReply } from '../campaigns/campaign-reply.ts'

const OTHER_KIND = {
  email: 'is an e-mail, and this campaign is a text: choose a template for texts, or make the campaign an e-mail',
  text: 'is a text, and this campaign is an e-mail: choose a template for e-mail, or another channel for the campaign',
}

export const useTemplateAction = action(campaignsUseTemplate, async ({ product, caller, write }, { params, body }) => {
  const { database, now } = product
  const campaign = await getCampaign(database, caller.projectId, params.campaign)
  requireUnsent(campaign)
  const starter = STARTERS.find(({ id }) => id === body.template)
  const template = starter
    ? { ...starter, kind: 'email' as const, mjml: null }
    : await getTemplate(database, caller.projectId, body.template)
  const { kind, html, text, mjml } = template
  if ((kind === 'email') !== (campaign.channel === 'email')) throw invalid('/template', OTHER_KIND[kind])
  const subject = template.subject ?? campaign.subject
  const preheader = template.preheader ?? campaign.preheader
  await write(async (transaction) => {
    await updateCampaign(transaction, campaign.id, { ...campaign, subject, preheader, html, text, mjml, at: now() })
    if (!starter) await recordTemplateUse(transaction, campaign.id, toId('template', template.id))
  })
  return campaignReply(await getCampaign(database, caller.projectId, params.campaign))
})
