import { findVersionErrors } from '../../composing/check-versions.ts'
import type { Asker } from '../../composing/compose.ts'
import { failure } from '../../failure.ts'
import { findTransportProblem } from '../../senders/find-transport-problem.ts'
import type { CampaignRecord } from '../../store/campaigns.ts'

/** Refuses a launch whose messages could not be written or could not leave, with the sentences of the checks. */
export async function checkMessage(asker: Asker, campaign: CampaignRecord): Promise<void> {
  const problems = await findVersionErrors(asker, campaign)
  const transport = findTransportProblem(asker.product.config)
  const [reason] = [problems.join(' '), transport].filter(Boolean)
  if (reason !== undefined) throw failure('cannot_launch', { reason })
}
