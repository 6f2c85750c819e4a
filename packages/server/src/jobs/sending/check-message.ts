import { findTextErrors } from '../../composing/check-campaign.ts'
import type { Asker } from '../../composing/compose.ts'
import { findReputationProblem } from '../../composing/reputation.ts'
import { failure } from '../../failure.ts'
import { findFromProblem } from '../../senders/find-from-problem.ts'
import { findTransportProblem } from '../../senders/find-transport-problem.ts'
import type { CampaignRecord } from '../../store/campaigns.ts'

/** Refuses a launch whose messages could not be written or could not leave, with the sentences of the checks. */
export async function checkMessage(asker: Asker, campaign: CampaignRecord): Promise<void> {
  const problems = await findTextErrors(asker, campaign)
  const transport = findTransportProblem(asker.product.config)
  const sender = await findFromProblem(asker.product, asker.projectId, campaign.from)
  const reputation = await findReputationProblem(asker)
  const [reason] = [problems.join(' '), transport, sender, reputation].filter(Boolean)
  if (reason !== undefined) throw failure('cannot_launch', { reason })
}
