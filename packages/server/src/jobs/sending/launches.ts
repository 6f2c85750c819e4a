import type { Product } from '../../product.ts'
import { listDueCampaigns } from '../../store/campaign-states.ts'
import type { CampaignKey } from '../../store/deliveries.ts'
import type { HoldUps } from './hold-ups.ts'
import { launchScheduled } from './launch.ts'

/** What is scheduled, launched in its time. */
export type Launches = {
  /**
   * Begins with what is due, and does not wait for its end: a project whose people are still being loaded into the index holds
   * up no other.
   */
  begin(): Promise<void>
  /** Resolves when nothing is being launched. */
  ended(): Promise<unknown>
}

type Surroundings = {
  holdUps: HoldUps
  /** A launch that the end of the process cuts off comes with the next start, and is no error. */
  isStopping: () => boolean
  /** Called after each launch. */
  onLaunched: () => void
}

export function createLaunches(product: Product, { holdUps, isStopping, onLaunched }: Surroundings): Launches {
  const underWay = new Map<number, Promise<void>>()

  async function launchEach(due: CampaignKey[]) {
    for (const campaign of due) {
      try {
        await launchScheduled(product, campaign)
        holdUps.end(campaign)
        onLaunched()
      } catch (error) {
        if (!isStopping()) await holdUps.report(campaign, error)
      }
    }
  }

  return {
    async begin() {
      const due = await listDueCampaigns(product.database, product.now())
      const able = due.filter((campaign) => !underWay.has(campaign.projectId) && !holdUps.isOn(campaign))
      for (const [projectId, campaigns] of Map.groupBy(able, (campaign) => campaign.projectId)) {
        underWay.set(
          projectId,
          launchEach(campaigns).finally(() => underWay.delete(projectId)),
        )
      }
    },
    ended: () => Promise.all(underWay.values()),
  }
}
