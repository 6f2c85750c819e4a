import { toId } from '@rollcall/contract'
import { countAudience } from '../../audience/count-audience.ts'
import { peopleOf } from '../../audience/people-of.ts'
import { testSplit } from '../../audience/test-split.ts'
import { Failure, failure } from '../../failure.ts'
import type { Product } from '../../product.ts'
import {
  type FrozenAudience,
  failCampaign,
  hasAudience,
  launchCampaign,
  takePosition,
} from '../../store/campaign-states.ts'
import { type CampaignRecord, getCampaign } from '../../store/campaigns.ts'
import type { Transaction } from '../../store/database.ts'
import type { CampaignKey } from '../../store/deliveries.ts'
import { checkMessage } from './check-message.ts'
import { tellStopped } from './tell-stopped.ts'

/** Who launches: a call, or the clock. */
export type Launcher = {
  product: Product
  projectId: number
  write: <Result>(work: (transaction: Transaction) => Promise<Result>) => Promise<Result>
  /** Waits until the index holds what was written. */
  settled: () => Promise<void>
}

/**
 * Freezes the audience, unless it is, and sets the campaign going; false when it was changed or launched meanwhile. Refuses
 * what could not be written, could not leave, or would reach nobody. `isNow`: whatever time it was scheduled for.
 */
export async function launch(
  launcher: Launcher,
  campaign: CampaignRecord,
  { isNow }: { isNow: boolean },
): Promise<boolean> {
  const { product, projectId, write } = launcher
  await checkMessage({ product, projectId }, campaign)
  const isFrozen = await hasAudience(product.database, { projectId, id: campaign.id })
  const audience = isFrozen ? null : await freezeAudience(launcher, campaign, { mayBeNobody: false })
  const at = product.now()
  return write((transaction) => launchCampaign(transaction, campaign, { audience, at, isNow }))
}

/** The people of an audience as they are now, with everything that was acknowledged before. */
export async function freezeAudience(
  launcher: Launcher,
  campaign: Pick<CampaignRecord, 'audience' | 'topic' | 'test' | 'variants'> & Partial<Pick<CampaignRecord, 'channel'>>,
  { mayBeNobody }: { mayBeNobody: boolean },
): Promise<FrozenAudience> {
  const { product, projectId } = launcher
  const at = product.now()
  const { audience, channel, topic, test, variants } = campaign
  const people = await peopleOf(product.database, projectId, { audience, channel, topic, now: at })
  await seeEverythingBefore(launcher)
  const { willBeSent, sentence } = await countAudience(product.index, projectId, people)
  if (willBeSent === 0 && !mayBeNobody) throw failure('cannot_launch', { reason: sentence })
  if (test) refuseTiny({ willBeSent, share: test.share, versions: variants.length + 1 })
  const { members, snapshot } = await product.index.members(projectId, people.lowering)
  return { members: members.toBytes(), count: members.count, snapshot, at }
}

function refuseTiny({ willBeSent, ...test }: { willBeSent: number; share: number; versions: number }) {
  const { inTest } = testSplit(willBeSent, test)
  if (inTest >= test.versions) return
  const reason = `The test has ${inTest} of ${willBeSent} people (${test.share} %) for ${test.versions} versions: raise its share, so that each version reaches somebody, or send one version.`
  throw failure('cannot_launch', { reason })
}

// Whatever was acknowledged before this moment is in every snapshot that has this transaction.
async function seeEverythingBefore({ write, settled }: Launcher) {
  await write(takePosition)
  await settled()
}

/** Launches what is scheduled and due; what cannot start says why. Throws when it may start later. */
export async function launchScheduled(product: Product, { projectId, id }: CampaignKey) {
  const campaign = await getCampaign(product.database, projectId, toId('campaign', id))
  if (campaign.status !== 'scheduled') return
  try {
    await launch(byClock(product, projectId), campaign, { isNow: false })
  } catch (error) {
    // Anything else, such as a database that is away, is tried again.
    if (!(error instanceof Failure) || error.status >= 500) throw error
    const stopped = { error: `It could not start: ${error.message}`, at: product.now() }
    await product.database.write({ projectId, actor: 'system' }, async (transaction) => {
      const isFailed = await failCampaign(transaction, campaign, stopped)
      if (isFailed) await tellStopped(transaction, id, { ...stopped, publicUrl: product.config.publicUrl })
    })
  }
}

function byClock(product: Product, projectId: number): Launcher {
  let latest: string | null = null
  return {
    product,
    projectId,
    write: async (work) => {
      const { result, position } = await product.database.write({ projectId, actor: 'system' }, work)
      latest = position
      return result
    },
    settled: () => product.index.caughtUp(projectId, latest),
  }
}
