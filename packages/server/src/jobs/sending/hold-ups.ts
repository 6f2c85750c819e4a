import { Failure } from '../../failure.ts'
import type { Product } from '../../product.ts'
import { setCampaignError } from '../../store/campaign-states.ts'
import type { CampaignKey } from '../../store/deliveries.ts'
import { createOutage, type Outage } from './outage.ts'

/** Campaigns that an error holds up: each waits by itself, a little longer each time, and the others go on. */
export type HoldUps = {
  /** Whether a campaign waits now. */
  isOn(campaign: CampaignKey): boolean
  /** Whether a campaign was held up, and nothing of it went well since. */
  isHeld(campaign: CampaignKey): boolean
  /** Tells the log and the campaign of an error, once for all that was on its way together. Never throws. */
  report(campaign: CampaignKey, error: unknown): Promise<void>
  /** Something of a campaign went well. */
  end(campaign: CampaignKey): void
}

export function createHoldUps({ database, now, log }: Pick<Product, 'database' | 'now' | 'log'>): HoldUps {
  const held = new Map<string, Outage>()
  return {
    isOn: ({ id }) => held.get(id)?.isOn() ?? false,
    isHeld: ({ id }) => held.has(id),
    async report({ projectId, id }, error) {
      const outage = held.get(id) ?? createOutage(now)
      if (outage.isOn()) return
      held.set(id, outage)
      outage.report()
      log.error('An error holds a campaign up; it is tried again.', {
        ...{ project: projectId, campaign: id, reason: String(error) },
        ...(error instanceof Error && !(error instanceof Failure) && { trace: error.stack }),
      })
      // Where the record is away, the log has it, and the next report comes.
      await setCampaignError(database, { projectId, id }, toSentence(error)).catch(() => {})
    },
    end: ({ id }) => void held.delete(id),
  }
}

function toSentence(error: unknown): string {
  if (error instanceof Failure) return `It is held up: ${error.message} Rollcall keeps trying.`
  return 'It is held up by an error in Rollcall, which its log tells of. Rollcall keeps trying.'
}
