import { REPUTATION_LIMITS } from '../../composing/judge-reputation.ts'
import type { Product } from '../../product.ts'
import { type CampaignHealth, measureHealth, type Refusals } from '../../store/bounces.ts'
import { moveCampaign, type SendingCampaign } from '../../store/campaign-states.ts'
import type { CampaignKey } from '../../store/deliveries.ts'
import { tellStopped } from './tell-stopped.ts'

const { minimum: ENOUGH, bounceRate, complaintRate } = REPUTATION_LIMITS
// Full mailboxes and single strict servers are a few in a hundred: when half is turned away, it is for what it says or who sends it.
const MOST_REFUSED = 0.5
const LOOK_EVERY_MS = 15_000

/** Why a campaign is paused, and when that was so. */
type Reason = { error: string; seenAt: Date }

/** Watches how campaigns fare and pauses one before mailbox providers lose patience. */
export type Brake = {
  /**
   * Looks at a campaign, if the last look is old enough. Whoever resumed it has seen what went before: only what was sent
   * since then counts.
   */
  check(campaign: CampaignKey & Pick<SendingCampaign, 'resumedAt'>): Promise<void>
  /** Pauses a campaign whose every message would be refused, and says why; not if it was resumed after that was seen. */
  stop(campaign: CampaignKey, reason: Reason): Promise<void>
}

export function createBrake({
  database,
  config,
  now,
  log,
}: Pick<Product, 'database' | 'config' | 'now' | 'log'>): Brake {
  const lookedAtMs = new Map<string, number>()

  async function stop({ projectId, id }: CampaignKey, { error, seenAt }: Reason) {
    const { result: isPaused } = await database.write({ projectId, actor: 'system' }, async (transaction) => {
      const at = now()
      const isMoved = await moveCampaign(transaction, id, { from: ['sending'], to: 'paused', at, error, seenAt })
      if (isMoved) await tellStopped(transaction, id, { publicUrl: config.publicUrl, error, at })
      return isMoved
    })
    if (isPaused) log.warn('A campaign was paused by itself.', { reason: error })
  }

  async function check(campaign: Parameters<Brake['check']>[0]) {
    const seenAt = now()
    const nowMs = seenAt.getTime()
    if (nowMs - (lookedAtMs.get(campaign.id) ?? Number.NEGATIVE_INFINITY) < LOOK_EVERY_MS) return
    lookedAtMs.set(campaign.id, nowMs)
    const problem = problemOf(await measureHealth(database, campaign, campaign.resumedAt))
    if (problem !== undefined) await stop(campaign, { error: problem, seenAt })
  }

  return { check, stop }
}

/** Why a campaign should not go on, or undefined. */
export function problemOf({ delivered, bounced, complained, refusals }: CampaignHealth): string | undefined {
  const sent = delivered + bounced
  const turnedAway = refusals.find(isTurnedAway)
  if (turnedAway) return toldRefused(turnedAway)
  if (sent < ENOUGH) return undefined
  if (bounced > sent * bounceRate.stop) return told('bounced', { count: bounced, of: sent, most: bounceRate.stop })
  if (complained > delivered * complaintRate.stop)
    return told('were reported as spam', { count: complained, of: delivered, most: complaintRate.stop })
  return undefined
}

function isTurnedAway({ judged, refused }: Refusals): boolean {
  return judged >= ENOUGH && refused >= judged * MOST_REFUSED
}

function toldRefused({ judged, refused }: Refusals): string {
  return `Paused by itself: ${refused} of ${judged} messages were refused, or could not be delivered, for what they say or who sends them (${percent(refused / judged)}). Read what the servers answered, mend that, then resume or cancel.`
}

function percent(share: number): string {
  return `${Math.round(share * 1_000) / 10} %`
}

function told(what: string, { count, of, most }: { count: number; of: number; most: number }): string {
  return `Paused by itself: ${count} of ${of} messages ${what} (${percent(count / of)}; mailbox providers tolerate ${percent(most)}). Look at who is in the audience, then resume or cancel.`
}
