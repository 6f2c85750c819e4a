import { setTimeout as sleep } from 'node:timers/promises'
import { toId } from '@rollcall/contract'
import type { RowBitmap } from '@rollcall/engine'
import { compileAudience } from '../../audience/campaign-audience.ts'
import type { Product } from '../../product.ts'
import type { SendingCampaign } from '../../store/campaign-states.ts'
import { getCampaign } from '../../store/campaigns.ts'

const LONG_MS = 3_600_000
// How old what is known of an audience may be.
const KNOWN_FOR_MS = 60_000

// A project that is still being loaded into the index holds up nobody else's campaigns for longer.
const PATIENCE_MS = 1_000

/**
 * Who is in a campaign's audience by now; null when the campaign goes to those who were in it at its start, `later` when that
 * is still being found out.
 */
export type Recheck = (campaign: SendingCampaign) => Promise<RowBitmap | null | 'later'>

/** Looks at audiences again while they are being sent to, each at most once a minute. */
export function createRecheck(product: Pick<Product, 'database' | 'index' | 'now'>): Recheck {
  const known = new Map<string, { members: Promise<RowBitmap | 'later'>; untilMs: number }>()
  return async (campaign) => {
    const nowMs = product.now().getTime()
    if (!isDue(campaign, nowMs)) return null
    const found = known.get(campaign.id)
    if (found && nowMs < found.untilMs) return found.members
    for (const [id, { untilMs }] of known) if (untilMs <= nowMs) known.delete(id)
    const finding = findMembers(product, campaign)
    const members = Promise.race([finding, sleep(PATIENCE_MS, 'later' as const, { ref: false })])
    known.set(campaign.id, { members, untilMs: nowMs + KNOWN_FOR_MS })
    finding.then(
      () => known.set(campaign.id, { members: finding, untilMs: product.now().getTime() + KNOWN_FOR_MS }),
      () => known.delete(campaign.id),
    )
    return members
  }
}

function isDue({ plan: { recheck = 'long' }, isFixed, launchedAt }: SendingCampaign, nowMs: number): boolean {
  if (isFixed || recheck === 'never') return false
  return recheck === 'always' || nowMs - launchedAt.getTime() >= LONG_MS
}

async function findMembers(
  { database, index, now }: Pick<Product, 'database' | 'index' | 'now'>,
  { projectId, id }: SendingCampaign,
): Promise<RowBitmap> {
  const { audience } = await getCampaign(database, projectId, toId('campaign', id))
  const { lowering } = await compileAudience(database, projectId, { audience, now: now() })
  return (await index.members(projectId, lowering)).members
}
