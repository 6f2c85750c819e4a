import { campaignsChooseWinner, VERSIONS } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getVersion } from '../../composing/version-of.ts'
import { failure } from '../../failure.ts'
import { measureVersions, scoresOf } from '../../jobs/sending/test-scores.ts'
import { setTestOutcome } from '../../store/campaign-tests.ts'
import { getCampaign } from '../../store/campaigns.ts'
import { campaignReply } from './campaign-reply.ts'
import { findThrottleOf } from './find-throttle.ts'

/** Whoever asks twice for the same version is not refused. */
export const chooseWinnerAction = action(campaignsChooseWinner, async (context, { params, body }) => {
  const { product, caller, write } = context
  const { database } = product
  const { projectId } = caller
  const before = await getCampaign(database, projectId, params.campaign)
  const { id, test, channel } = before
  if (!test?.decide)
    throw failure('wrong_state', { what: 'campaign', state: 'without a test', needed: 'testing versions' })
  getVersion(before, body.version)
  const { figures } = await measureVersions(database, { projectId, id }, { test, versions: before.variants.length + 1 })
  const version = VERSIONS.indexOf(body.version)
  const outcome = {
    ...{ version, reason: 'hand' as const, at: product.now().toISOString(), by: caller.actor },
    scores: scoresOf(figures, { test, channel }),
  }
  await write((transaction) => setTestOutcome(transaction, id, { outcome, from: ['sending', 'paused'] }))
  const campaign = await getCampaign(database, projectId, params.campaign)
  if (campaign.testOutcome?.version !== version)
    throw failure('wrong_state', { what: 'campaign', state: stateOf(campaign), needed: 'waiting for its winner' })
  product.wake('campaigns')
  return campaignReply(campaign, await findThrottleOf(context, campaign))
})

function stateOf({ status, testOutcome }: Awaited<ReturnType<typeof getCampaign>>): string {
  return testOutcome ? `sending version ${VERSIONS[testOutcome.version]} to everyone else` : status
}
