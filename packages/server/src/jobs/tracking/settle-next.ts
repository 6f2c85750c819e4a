import type { Product } from '../../product.ts'
import type { Transaction } from '../../store/database.ts'
import { ensureEventMonths, insertEvents, type NewEvent } from '../../store/events.ts'
import {
  type ClickRecord,
  forgetUnwatchedHits,
  listClicks,
  listProjectsWithHits,
  settleHits,
  takeHits,
  type WaitingHit,
} from '../../store/tracking-hits.ts'
import { eachApart } from '../each-apart.ts'
import { CLICK_WINDOW_MS, createLinkCounter, type MachineReason, machineReasons } from './machine-reasons.ts'

const AT_ONCE = 1_000

type Surroundings = Pick<Product, 'database' | 'now' | 'log'>
type JudgedHit = WaitingHit & { reasons: MachineReason[] }

/**
 * Makes the next hits events, each once: opens at once, clicks when everything that tells a person from a machine is known.
 * Returns whether more may be left.
 */
export async function settleNext({ database, now, log }: Surroundings): Promise<boolean> {
  const at = now()
  const due = { clicksUntil: new Date(at.getTime() - CLICK_WINDOW_MS), limit: AT_ONCE }
  const settled = await eachApart(
    await listProjectsWithHits(database, due),
    (projectId) =>
      database.write({ projectId, actor: 'system' }, async (transaction) => {
        await forgetUnwatchedHits(transaction)
        const hits = await takeHits(transaction, due)
        if (hits.length > 0) await settle(transaction, hits, { at, database })
        return hits.length
      }),
    (error, project) =>
      log.error('Opens and clicks met an error; they are kept and tried again.', { project, reason: String(error) }),
  )
  return settled.some(({ result: count }) => count === AT_ONCE)
}

async function settle(
  transaction: Transaction,
  hits: WaitingHit[],
  { at, database }: { at: Date; database: Product['database'] },
) {
  // Apart from this transaction: whoever writes events of the same month must not wait for its end.
  await ensureEventMonths(
    database,
    hits.map((hit) => secondsOf(hit.at)),
  )
  const judged = judge(hits, await listClicksAround(transaction, hits))
  await settleHits(transaction, judged, at)
  await insertEvents(transaction, judged.map(toEvent), at)
}

function listClicksAround(transaction: Transaction, hits: WaitingHit[]): Promise<ClickRecord[]> {
  const clicks = hits.filter(({ kind }) => kind === 'click')
  if (clicks.length === 0) return Promise.resolve([])
  const times = clicks.map(({ at }) => at.getTime())
  return listClicks(transaction, [...new Set(clicks.map(({ rowNo }) => rowNo))], {
    from: new Date(Math.min(...times) - CLICK_WINDOW_MS),
    to: new Date(Math.max(...times) + CLICK_WINDOW_MS),
  })
}

function judge(hits: WaitingHit[], clicks: ClickRecord[]): JudgedHit[] {
  const counters = new Map(
    [...Map.groupBy(clicks, messageOf)].map(([message, around]) => [
      message,
      createLinkCounter(around.map(({ at, linkNo }) => ({ atMs: at.getTime(), linkNo }))),
    ]),
  )
  return hits.map((hit) => {
    const reasons = machineReasons({
      ...hit,
      msSinceSent: hit.sentAt && hit.at.getTime() - hit.sentAt.getTime(),
      linksAround: counters.get(messageOf(hit))?.(hit.at.getTime()) ?? 0,
    })
    return { ...hit, reasons }
  })
}

function messageOf({ campaignId, rowNo }: { campaignId: string; rowNo: number }): string {
  return `${campaignId} ${rowNo}`
}

function toEvent({ rowNo, campaignId, kind, linkNo, url, at, reasons }: JudgedHit): NewEvent {
  const properties = { ...(linkNo !== null && { position: linkNo }), ...(reasons.length > 0 && { reasons }) }
  return {
    rowNo,
    campaignId,
    at: secondsOf(at),
    name: kind === 'open' ? 'email.opened' : 'email.clicked',
    isMachine: reasons.length > 0,
    isTransactional: false,
    link: url,
    properties: Object.keys(properties).length > 0 ? JSON.stringify(properties) : null,
    key: null,
  }
}

function secondsOf(at: Date): number {
  return Math.floor(at.getTime() / 1_000)
}
