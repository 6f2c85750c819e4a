import { setTimeout as sleep } from 'node:timers/promises'
import type { Product } from '../product.ts'
import { createDkimKeys } from '../senders/domain-key.ts'
import { openSenders } from '../senders/open-senders.ts'
import {
  finishCampaign,
  listSendingCampaigns,
  type SendingCampaign,
  setCampaignError,
} from '../store/campaign-states.ts'
import { type LeasedDelivery, leaseDeliveries, recoverDeliveries, renewLeases } from '../store/deliveries.ts'
import { eachApart } from './each-apart.ts'
import { type Loop, startLoop } from './loop.ts'
import { openBounceNotes } from './sending/bounce-notes.ts'
import { createBrake } from './sending/brake.ts'
import { chooseWinners } from './sending/choose-winner.ts'
import { type Desk, deliver, type Lane } from './sending/deliver.ts'
import { released, skipped } from './sending/ending-of.ts'
import { createHoldUps } from './sending/hold-ups.ts'
import { createLaunches, type Launches } from './sending/launches.ts'
import { openLedger } from './sending/ledger.ts'
import { createLetters, type Letters } from './sending/letters.ts'
import { materialiseNext } from './sending/materialise-next.ts'
import { openOptOutNotes } from './sending/opt-out-notes.ts'
import { orReleased } from './sending/or-released.ts'
import { createOutages } from './sending/outage.ts'
import { allowanceOf, createPace, type Pace } from './sending/pace.ts'
import { createRecheck, type Recheck } from './sending/recheck.ts'
import { createSlots } from './sending/slots.ts'
import { createTagging, type Tagging } from './sending/tag-recipients.ts'
import { takeSingles } from './sending/take-singles.ts'

/** The background work behind a launched campaign. */
export type CampaignSending = {
  /** Looks for launched campaigns now. */
  wake(): void
  /** Lets what is on its way arrive, and leaves the rest in the queue. Takes 12 s at most. */
  stop(): Promise<void>
}

/**
 * So many messages are on their way at once, each on a connection of its own. Each waits for two commits, which all of them
 * share: three times as many connections send three times as fast. With those for singles, notices (send-notices.ts) and tests
 * (test-campaign.ts) they are 50, as many as Postfix takes from one client.
 */
const CONNECTIONS = 40
/** So many messages are on their way, or written and signed for the connections that are free next. */
const MOST_READY = 2 * CONNECTIONS
/** These are for single messages: who waits for a password does not wait behind a newsletter. */
const SINGLE_CONNECTIONS = 6
const MOST_SINGLES = 200
/** Leased in advance, so that no connection waits for work; when fewer are left, it is time for more. */
const LEASED_AT_ONCE = 400
const FEW_IN_HAND = 200
/** A worker that is alive renews its leases; those of one that is gone run out within a minute. */
const LEASE_MS = 60_000
const RENEW_EVERY_MS = 20_000
const RECOVER_EVERY_MS = 5_000
const STOP_WITHIN_MS = 10_000
const LAST_WORDS_MS = 1_000

/** Sends launched campaigns until `stop`: all of them in turn, each person once. */
export function startCampaignSending(product: Product): CampaignSending {
  return new Sending(product)
}

class Sending implements CampaignSending {
  readonly #product: Product
  readonly #desk: Desk
  readonly #lane: Lane = { room: createSlots(MOST_READY), connections: createSlots(CONNECTIONS) }
  readonly #singleLane: Lane = {
    room: createSlots(SINGLE_CONNECTIONS),
    connections: createSlots(SINGLE_CONNECTIONS),
  }
  readonly #letters: Letters
  readonly #launches: Launches
  readonly #inHand = new Map<Promise<void>, LeasedDelivery>()
  readonly #materialising: Loop
  readonly #sending: Loop
  readonly #singles: Loop
  readonly #renewing: NodeJS.Timeout
  readonly #recheck: Recheck
  readonly #pace: Pace
  readonly #tagNext: Tagging
  readonly #stopping = new AbortController()
  #recoveredAtMs: number | null = null
  #isSinglesFull = false

  constructor(product: Product) {
    this.#product = product
    this.#letters = createLetters(product)
    this.#recheck = createRecheck(product)
    this.#pace = createPace(product)
    this.#tagNext = createTagging(product)
    const holdUps = createHoldUps(product)
    const isStopping = () => this.#stopping.signal.aborted
    this.#launches = createLaunches(product, { holdUps, isStopping, onLaunched: () => this.wake() })
    this.#desk = {
      product,
      outageOf: createOutages(product.now),
      brake: createBrake(product),
      holdUps,
      bounces: openBounceNotes(product),
      noteOptOut: openOptOutNotes(product),
      senders: openSenders(product),
      ledger: openLedger(product),
      isStopping,
      getDkimKey: createDkimKeys(product),
      getLetter: (delivery) => this.#letters.get(delivery),
    }
    const complain = (error: unknown) => product.log.error('Sending met an error.', { reason: String(error) })
    this.#sending = startLoop(() => this.#takeNext(), complain)
    this.#singles = startLoop(() => this.#takeSingles(), complain)
    this.#materialising = startLoop(() => this.#materialise(), complain)
    this.#renewing = setInterval(() => void this.#renew().catch(complain), RENEW_EVERY_MS)
  }

  wake(): void {
    this.#singles.wake()
    this.#materialising.wake()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await Promise.all([this.#materialising.stop(), this.#sending.stop(), this.#singles.stop()])
    await this.#emptied(STOP_WITHIN_MS, [...this.#inHand.keys()])
    await this.#desk.senders.close()
    await this.#emptied(LAST_WORDS_MS, [...this.#inHand.keys(), this.#launches.ended()])
    clearInterval(this.#renewing)
  }

  async #emptied(withinMs: number, work: Promise<unknown>[]) {
    const waiting = new AbortController()
    const timeUp = sleep(withinMs, undefined, { signal: waiting.signal }).catch(() => {})
    await Promise.race([Promise.all(work), timeUp])
    waiting.abort()
  }

  async #materialise(): Promise<boolean> {
    await this.#launches.begin()
    const hasMore = await materialiseNext(this.#product, this.#desk.holdUps)
    if (hasMore || (await chooseWinners(this.#product))) this.#sending.wake()
    const isTagging = await this.#tagNext()
    return hasMore || isTagging
  }

  /** Returns whether there may be more to take at once. */
  async #takeNext(): Promise<boolean> {
    await this.#recover()
    if (this.#desk.isStopping() || this.#inHand.size > FEW_IN_HAND) return false
    const campaigns = await listSendingCampaigns(this.#product.database)
    const share = Math.ceil(LEASED_AT_ONCE / campaigns.length)
    const taken = await eachApart(
      campaigns.filter((campaign) => !this.#desk.holdUps.isOn(campaign)),
      (campaign) => this.#takeFrom(campaign, share),
      (error, campaign) => this.#desk.holdUps.report(campaign, error),
    )
    return taken.some((count) => count > 0) && this.#inHand.size < FEW_IN_HAND
  }

  async #takeSingles(): Promise<boolean> {
    const room = MOST_SINGLES - this.#countSingles()
    this.#isSinglesFull = room === 0
    return takeSingles({
      desk: this.#desk,
      pace: this.#pace,
      room,
      leaseUntil: this.#leaseUntil(),
      take: (delivery, moment) => this.#take(delivery, moment),
    })
  }

  async #takeFrom(campaign: SendingCampaign, share: number): Promise<number> {
    const { database } = this.#product
    const { holdUps } = this.#desk
    const now = this.#product.now()
    const outage = this.#desk.outageOf(await this.#desk.senders.ofCampaign(campaign))
    if (outage.isOn()) return 0
    await this.#desk.brake.check(campaign)
    const limit = allowanceOf(campaign, { limit: share, inHand: this.#countInHand(campaign), now })
    const leased = limit === 0 ? [] : await this.#lease(campaign, limit)
    const isTaken = await this.#takeInTurn(campaign, leased)
    if (!isTaken) return 0
    if (leased.length === 0) holdUps.end(campaign)
    if (campaign.error !== null && outage.isOver() && !holdUps.isHeld(campaign))
      await setCampaignError(database, campaign, null)
    if (leased.length === 0 && campaign.isMaterialised && (await finishCampaign(database, campaign, now))) {
      this.#letters.forget(campaign.id)
    }
    return leased.length
  }

  #countInHand({ id, projectId }: SendingCampaign) {
    const ofProject = [...this.#inHand.values()].filter((delivery) => delivery.projectId === projectId)
    return { campaign: ofProject.filter(({ campaignId }) => campaignId === id).length, project: ofProject.length }
  }

  #lease(campaign: SendingCampaign, limit: number): Promise<LeasedDelivery[]> {
    const { database, now } = this.#product
    const [heldMs, onlyTest] = [heldMsOf(campaign), campaign.restWaits]
    return leaseDeliveries(database, campaign, { limit, heldMs, now: now(), leaseUntil: this.#leaseUntil(), onlyTest })
  }

  /**
   * Takes those whose turn is soon in hand; the others wait in the queue and keep nobody from going. Returns false when nobody
   * knows yet who is still in the audience: then all wait.
   */
  async #takeInTurn(campaign: SendingCampaign, leased: LeasedDelivery[]): Promise<boolean> {
    const inTurn = await orReleased(this.#desk, leased, () => this.#inTurn(campaign, leased))
    if (!inTurn) return false
    const { deliveries, turns } = inTurn
    const waiting: Promise<void>[] = []
    for (const [place, delivery] of deliveries.entries()) {
      const turn = turns?.[place]
      if (turn && !turn.isMoment) {
        const notBefore = new Date(turn.at.getTime() - heldMsOf(campaign))
        waiting.push(this.#desk.ledger.settle({ ...released(delivery), notBefore }))
      } else this.#take(delivery, turn?.at)
    }
    await Promise.all(waiting)
    return true
  }

  async #inTurn(campaign: SendingCampaign, leased: LeasedDelivery[]) {
    const deliveries = await this.#withoutLeavers(campaign, leased)
    return deliveries && { deliveries, turns: await this.#pace(campaign, deliveries) }
  }

  /** Skips whoever is not in the audience any more; gives the others, or undefined when that is not known yet. */
  async #withoutLeavers(campaign: SendingCampaign, leased: LeasedDelivery[]): Promise<LeasedDelivery[] | undefined> {
    const members = leased.length > 0 ? await this.#recheck(campaign) : null
    if (members === 'later') return undefined
    if (!members) return leased
    const leavers = leased.filter(({ rowNo }) => !members.has(rowNo))
    await Promise.all(leavers.map((delivery) => this.#desk.ledger.settle(skipped(delivery, 'left_audience'))))
    return leased.filter(({ rowNo }) => members.has(rowNo))
  }

  #take(delivery: LeasedDelivery, moment: Date | undefined) {
    const { log } = this.#product
    const lane = delivery.isSingle ? this.#singleLane : this.#lane
    const work = this.#until(moment)
      .then(() => deliver(this.#desk, delivery, lane))
      // Its lease runs out, and then it is somebody's again.
      .catch((error: unknown) => log.error('A delivery was interrupted by an error.', { reason: String(error) }))
      .finally(() => {
        this.#inHand.delete(work)
        if (delivery.isSingle) return this.#endSingle(delivery)
        if (this.#inHand.size === FEW_IN_HAND || this.#inHand.size === 0) this.#sending.wake()
      })
    this.#inHand.set(work, delivery)
  }

  #endSingle({ campaignId }: LeasedDelivery) {
    this.#letters.forget(campaignId)
    if (this.#isSinglesFull && this.#countSingles() <= MOST_SINGLES / 2) this.#singles.wake()
  }

  #countSingles(): number {
    return [...this.#inHand.values()].filter(({ isSingle }) => isSingle).length
  }

  /** Waits for a moment, or until this stops. */
  async #until(moment: Date | undefined) {
    const waitMs = (moment?.getTime() ?? 0) - this.#product.now().getTime()
    if (moment && waitMs > 0) await sleep(waitMs, undefined, { signal: this.#stopping.signal }).catch(() => {})
  }

  /** Takes back what others held when they ended. */
  async #recover() {
    const { database, now, config } = this.#product
    const atMs = now().getTime()
    if (this.#recoveredAtMs !== null && atMs - this.#recoveredAtMs < RECOVER_EVERY_MS) return
    // Only one process can use the embedded database: when it starts, nobody holds what is in hand.
    const everyone = this.#recoveredAtMs === null && config.databaseUrl === null
    await recoverDeliveries(database, { now: new Date(atMs), everyone })
    this.#recoveredAtMs = atMs
  }

  async #renew() {
    const ids = [...this.#inHand.values()].map(({ id }) => id)
    if (ids.length > 0) await renewLeases(this.#product.database, ids, this.#leaseUntil())
  }

  #leaseUntil(): Date {
    return new Date(this.#product.now().getTime() + LEASE_MS)
  }
}

/** The time on somebody's own wall stays what it is; batches come later for as long as the campaign was paused. */
function heldMsOf({ plan, heldMs }: SendingCampaign): number {
  return plan.batches ? heldMs : 0
}
