import { findVersionErrors } from '../../composing/check-versions.ts'
import type { Asker } from '../../composing/compose.ts'
import { findReputationProblem } from '../../composing/reputation.ts'
import { failure } from '../../failure.ts'
import { findFromProblem } from '../../senders/find-from-problem.ts'
import { findChannelProblem } from '../../senders/find-transport-problem.ts'
import type { CampaignRecord } from '../../store/campaigns.ts'
import { findSendingProvider } from '../../store/providers.ts'

/** Refuses a launch whose messages could not be written or could not leave, with the sentences of the checks. */
export async function checkMessage(asker: Asker, campaign: CampaignRecord): Promise<void> {
  const problems = await findVersionErrors(asker, campaign)
  const { product, projectId } = asker
  const { channel, provider: text } = campaign
  const provider = await findSendingProvider(product.database, projectId, { text, channel })
  const transport = findChannelProblem(product.config, channel, provider)
  // What mailbox providers think of the sender holds nobody else up.
  const ofMail =
    channel === 'email'
      ? [
          await findFromProblem(product, { projectId, address: campaign.from, provider }),
          await findReputationProblem(asker),
        ]
      : []
  const [reason] = [problems.join(' '), transport, ...ofMail].filter(Boolean)
  if (reason !== undefined) throw failure('cannot_launch', { reason })
}
