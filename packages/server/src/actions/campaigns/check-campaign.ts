import { campaignsChecks, campaignsCheckUnsaved } from '@rollcall/contract'
import { action } from '../../action.ts'
import { type Checked, checkCampaign } from '../../composing/check-campaign.ts'
import { checkVersions, type Tested } from '../../composing/check-versions.ts'
import type { Asker } from '../../composing/compose.ts'
import { toUnsaved } from '../../composing/to-unsaved.ts'
import { failure } from '../../failure.ts'
import { getCampaign } from '../../store/campaigns.ts'

// Each asks up to 50 servers of other people.
const LINK_CHECKS_PER_MINUTE = 30

export const checkCampaignAction = action(campaignsChecks, async ({ product, caller }, { params, query }) => {
  const asker = { product, projectId: caller.projectId }
  const campaign = await getCampaign(product.database, asker.projectId, params.campaign)
  return check(asker, { ...campaign, texts: campaign }, query.links)
})

export const checkUnsavedAction = action(campaignsCheckUnsaved, async ({ product, caller }, { body }) => {
  const texts = await toUnsaved(body)
  const test = body.test ?? null
  return check({ product, projectId: caller.projectId }, { ...body, test, texts }, body.links)
})

async function check(asker: Asker, checked: Checked & Pick<Tested, 'test'>, links: boolean) {
  if (links) limit(asker)
  const { findings, people, variables, about } = await checkCampaign(asker, checked, links)
  const tested = { ...checked.texts, channel: checked.channel, test: checked.test }
  const checks = [...findings, ...(await checkVersions(asker, tested, { about, ofA: findings }))]
  const count = (level: string) => checks.filter((one) => one.level === level).length
  return { errors: count('error'), warnings: count('warning'), checks, people, variables }
}

function limit({ product, projectId }: Asker) {
  const key = `link checks of project ${projectId}`
  const seconds = product.attempts.take(key, { limit: LINK_CHECKS_PER_MINUTE, now: product.now() })
  if (seconds > 0) throw failure('too_many_requests', { seconds })
}
