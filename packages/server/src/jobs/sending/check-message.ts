import { findVersionErrors } from '../../composing/check-versions.ts'
import type { Asker } from '../../composing/compose.ts'
import { failure } from '../../failure.ts'
import { findTransportProblem } from '../../senders/find-transport-problem.ts'
import type { CampaignRecord } from '../../store/campaigns.ts'
import { findSendingProvider } from '../../store/providers.ts'

/** Refuses a launch whose messages could not be written or could not leave, with the sentences of the checks. */
export async function checkMessage(asker: Asker, campaign: CampaignRecord): Promise<void> {
  const problems = await findVersionErrors(asker, campaign)
  const { product, projectId } = asker
  const provider = await findSendingProvider(product.database, projectId, campaign.provider)
  const transport = findTransportProblem(product.config, provider)
  const [reason] = [problems.join(' '), transport].filter(Boolean)
  if (reason !== undefined) throw failure('cannot_launch', { reason })
}
