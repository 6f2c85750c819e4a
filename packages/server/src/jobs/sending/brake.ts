import type { Product } from '../../product.ts'
import { type CampaignHealth, measureHealth } from '../../store/bounces.ts'
import { moveCampaign, type SendingCampaign } from '../../store/campaign-states.ts'
import type { CampaignKey } from '../../store/deliveries.ts'

// Mailbox providers act on a sender at these shares (Amazon SES reviews at 5 % bounces; Gmail's limit is 0.3 % complaints);
// fewer messages say nothing yet.
const ENOUGH = 200
const MOST_BOUNCED = 0.05
const MOST_COMPLAINED = 0.003
const LOOK_EVERY_MS = 15_000

/** Watches how campaigns fare and pauses one before mailbox providers lose patience. */
export type Brake = {
  /**
   * Looks at a campaign, if the last look is old enough. Whoever resumed it has seen what went before: only what was sent
   * since then counts.
   */
  check(campaign: CampaignKey & Pick<SendingCampaign, 'resumedAt'>): Promise<void>
  /** Pauses a campaign whose every message would be refused, and says why. */
  stop(campaign: CampaignKey, error: string): Promise<void>
}

export function createBrake({ database, now, log }: Pick<Product, 'database' | 'now' | 'log'>): Brake {
  const lookedAtMs = new Map<string, number>()

  async function stop({ projectId, id }: CampaignKey, error: string) {
    const { result: isPaused } = await database.write({ projectId, actor: 'system' }, (transaction) =>
      moveCampaign(transaction, id, { from: ['sending'], to: 'paused', at: now(), error }),
    )
    if (isPaused) log.warn('A campaign was paused by itself.', { reason: error })
  }

  async function check(campaign: Parameters<Brake['check']>[0]) {
    const nowMs = now().getTime()
    if (nowMs - (lookedAtMs.get(campaign.id) ?? Number.NEGATIVE_INFINITY) < LOOK_EVERY_MS) return
    lookedAtMs.set(campaign.id, nowMs)
    const problem = problemOf(await measureHealth(database, campaign, campaign.resumedAt))
    if (problem !== undefined) await stop(campaign, problem)
  }

  return { check, stop }
}

/** Why a campaign should not go on, or undefined. */
export function problemOf({ delivered, bounced, complained }: CampaignHealth): string | undefined {
  const sent = delivered + bounced
  if (sent < ENOUGH) return undefined
  if (bounced > sent * MOST_BOUNCED) return told('bounced', { count: bounced, of: sent, most: MOST_BOUNCED })
  if (complained > delivered * MOST_COMPLAINED)
    return told('were reported as spam', { count: complained, of: delivered, most: MOST_COMPLAINED })
  return undefined
}

function told(what: string, { count, of, most }: { count: number; of: number; most: number }): string {
  const percent = (share: number) => `${Math.round(share * 1_000) / 10} %`
  return `Paused by itself: ${count} of ${of} messages ${what} (${percent(count / of)}; mailbox providers tolerate ${percent(most)}). Look at who is in the audience, then resume or cancel.`
}
