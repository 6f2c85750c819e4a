import { CampaignTextError, parseTemplates, personalise } from '../../email/personalise.ts'
import { previewUnsubscribeUrl } from '../../email/unsubscribe-url.ts'
import { failure } from '../../failure.ts'
import type { Product } from '../../product.ts'
import { findTransportProblem } from '../../senders/find-transport-problem.ts'
import type { CampaignRecord } from '../../store/campaigns.ts'

/** Refuses a launch whose messages could not be written or could not leave. */
export function checkMessage({ config }: Pick<Product, 'config'>, campaign: CampaignRecord): void {
  const problem = findTextProblem(config, campaign) ?? findTransportProblem(config)
  if (problem !== undefined) throw failure('cannot_launch', { reason: problem })
}

// Filled in for somebody of whom nothing is known: what fails for them would fail for many.
function findTextProblem(config: Product['config'], campaign: CampaignRecord): string | undefined {
  try {
    const { subject } = personalise(parseTemplates(campaign), {
      recipient: null,
      unsubscribeUrl: previewUnsubscribeUrl(config),
      projectName: '',
      postalAddress: null,
    })
    return subject === '' ? 'The subject is empty for somebody of whom nothing is known.' : undefined
  } catch (error) {
    if (error instanceof CampaignTextError) return error.message
    throw error
  }
}
