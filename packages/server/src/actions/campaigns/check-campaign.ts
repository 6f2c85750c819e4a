import { campaignsChecks, campaignsCheckUnsaved } from '@rollcall/contract'
import { action } from '../../action.ts'
import { type Checked, checkCampaign } from '../../composing/check-campaign.ts'
import { checkVersions } from '../../composing/check-versions.ts'
import type { Asker } from '../../composing/compose.ts'
import { failure } from '../../failure.ts'
import { type CampaignRecord, getCampaign } from '../../store/campaigns.ts'

// Each asks up to 50 servers of other people.
const LINK_CHECKS_PER_MINUTE = 30

export const checkCampaignAction = action(campaignsChecks, async ({ product, caller }, { params, query }) => {
  const asker = { product, projectId: caller.projectId }
  const campaign = await getCampaign(product.database, asker.projectId, params.campaign)
  const { audience, channel, provider, from } = campaign
  return check(asker, { texts: campaign, audience, channel, provider, from, campaign }, query.links)
})

export const checkUnsavedAction = action(campaignsCheckUnsaved, ({ product, caller }, { body }) => {
  const { audience, channel, subject, html } = body
  const texts = { subject, html, preheader: body.preheader ?? null, text: body.text ?? null }
  return check({ product, projectId: caller.projectId }, { texts, audience, channel, from: body.from }, body.links)
})

async function check(asker: Asker, checked: Checked & { campaign?: CampaignRecord }, links: boolean) {
  if (links) limit(asker)
  const ofVersions = checked.campaign ? await checkVersions(asker, checked.campaign) : []
  const { findings, people, variables } = await checkCampaign(asker, checked, links)
  const checks = [...findings, ...ofVersions]
  const count = (level: string) => checks.filter((one) => one.level === level).length
  return { errors: count('error'), warnings: count('warning'), checks, people, variables }
}

function limit({ product, projectId }: Asker) {
  const key = `link checks of project ${projectId}`
  const seconds = product.attempts.take(key, { limit: LINK_CHECKS_PER_MINUTE, now: product.now() })
  if (seconds > 0) throw failure('too_many_requests', { seconds })
}
