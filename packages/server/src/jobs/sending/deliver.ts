import { AddressError } from '../../email/build-message.ts'
import type { OutgoingMessage } from '../../email/outgoing-message.ts'
import { CampaignTextError } from '../../email/personalise.ts'
import { refusalClassOf } from '../../email/refusal-class.ts'
import { saysMailboxFails } from '../../email/says-mailbox-fails.ts'
import type { Product } from '../../product.ts'
import { type DkimKeys, UnusableKeyError } from '../../senders/domain-key.ts'
import type { Route, Senders } from '../../senders/open-senders.ts'
import { type AnySender, prepared, type SendOutcome, sendIf } from '../../senders/sender.ts'
import type { TextMessage } from '../../senders/text-message.ts'
import { setCampaignError } from '../../store/campaign-states.ts'
import type { LeasedDelivery } from '../../store/deliveries.ts'
import type { Mark } from '../../store/delivery-attempts.ts'
import type { BounceNotes } from './bounce-notes.ts'
import type { Brake } from './brake.ts'
import { endingOf, failed, released } from './ending-of.ts'
import type { HoldUps } from './hold-ups.ts'
import type { Ledger } from './ledger.ts'
import { type Letter, messageIdOf, writeLetter } from './letter.ts'
import type { OptOutNotes } from './opt-out-notes.ts'
import type { Outage } from './outage.ts'
import type { Slots } from './slots.ts'
import { type TextLetter, writeText } from './text-letter.ts'

/** What a delivery is made with. */
export type Desk = {
  product: Product
  senders: Senders
  ledger: Ledger
  /** Whether what a sender sends through is down. */
  outageOf: (sender: AnySender) => Outage
  brake: Brake
  holdUps: HoldUps
  bounces: BounceNotes
  noteOptOut: OptOutNotes
  /** The letter of a campaign, read once. */
  getLetter: (delivery: LeasedDelivery) => Promise<Letter | TextLetter>
  /** What messages are signed with; null: the sender's domain has no key. */
  getDkimKey: DkimKeys
  /** Whether nothing new may leave: the process is stopping. */
  isStopping: () => boolean
}

/** What deliveries wait for: room to lie ready in, then a connection. */
export type Lane = { room: Slots; connections: Slots }

/**
 * Takes one leased delivery to its end: written and signed, then, on a connection that is there, looked at once more, marked, sent,
 * written down. A connection is not kept waiting for what can be done before.
 */
export function deliver(desk: Desk, delivery: LeasedDelivery, { room, connections }: Lane): Promise<void> {
  return room.run(async () => {
    const ready = await orGivenBack(desk, delivery, () => getReady(desk, delivery))
    if (ready) await connections.run(() => handOver(desk, delivery, ready.message))
  })
}

/** Work before the message leaves. When an error interrupts it nothing was sent, so the delivery goes back into the queue. */
async function orGivenBack<Result>(desk: Desk, delivery: LeasedDelivery, work: () => Promise<Result>) {
  try {
    return await work()
  } catch (error) {
    await giveBack(desk, delivery, error)
    return undefined
  }
}

const SINGLE_WAITS_MS = 60_000

async function giveBack({ product, ledger, brake, holdUps }: Desk, delivery: LeasedDelivery, error: unknown) {
  const { projectId, campaignId: id, isSingle } = delivery
  const campaign = { projectId, id }
  // What is told of the campaign comes first, so that it is not taken again at once.
  if (!(error instanceof UnusableKeyError)) await holdUps.report(campaign, error)
  else if (isSingle) await setCampaignError(product.database, campaign, error.message)
  else
    await brake.stop(campaign, {
      error: `Paused by itself: ${error.message} Then resume; nobody was lost.`,
      seenAt: product.now(),
    })
  const notBefore = isSingle ? new Date(product.now().getTime() + SINGLE_WAITS_MS) : null
  await ledger.settle({ ...released(delivery), notBefore })
}

/** What leaves on a connection; undefined when the delivery is settled already. */
async function getReady(desk: Desk, delivery: LeasedDelivery): Promise<{ message: Written } | undefined> {
  const route = await openOrRelease(desk, delivery)
  if (!route) return undefined
  const message = await write(desk, delivery)
  if (message instanceof Error)
    return void (await desk.ledger.settle(failed(delivery, reasonOf(message), message.message)))
  return { message: message && (await prepared(route.sender, message)) }
}

/** What a campaign is sent through; undefined when nothing may leave through it now. */
async function openRoute(desk: Desk, { projectId, campaignId }: LeasedDelivery): Promise<Route | undefined> {
  if (desk.isStopping()) return undefined
  const route = await desk.senders.routeOf({ projectId, id: campaignId })
  return desk.outageOf(route.sender).isOn() ? undefined : route
}

/** What came of a message, what it went through, and when it left. */
type Attempted = { outcome: SendOutcome; outage: Outage; leftAt: Date }

async function handOver(desk: Desk, delivery: LeasedDelivery, message: Written) {
  const route = await orGivenBack(desk, delivery, () => openOrRelease(desk, delivery))
  if (!route) return
  const { sender } = route
  let leftAt = desk.product.now()
  const mayLeave = async () => {
    const mark = await orGivenBack(desk, delivery, () => look(desk, delivery, sender))
    leftAt = desk.product.now()
    return mark === 'sending'
  }
  const outcome = message === null ? void (await mayLeave()) : await sendIf(sender, message, mayLeave)
  if (outcome) await writeDown(desk, delivery, { outcome, outage: desk.outageOf(sender), leftAt })
}

async function openOrRelease(desk: Desk, delivery: LeasedDelivery): Promise<Route | undefined> {
  const route = await openRoute(desk, delivery)
  if (!route) await desk.ledger.settle(released(delivery))
  return route
}

/** The last look before sending, on a connection that is there. It writes down why when the message must not leave, or not now. */
async function look(desk: Desk, delivery: LeasedDelivery, sender: AnySender): Promise<Mark | undefined> {
  // While it was connected the process may have begun to stop, or the sender to fail, or there is another one.
  const present = await openOrRelease(desk, delivery)
  if (present === undefined) return undefined
  if (present.sender !== sender) return void (await desk.ledger.settle(released(delivery)))
  const { projectId, rowNo, id, fence, address } = delivery
  const { providerId } = present
  const messageId = messageIdOf(delivery, desk.product.config)
  return desk.ledger.mark({ projectId, rowNo, id, fence, address, messageId, providerId })
}

async function writeDown(desk: Desk, delivery: LeasedDelivery, attempted: Attempted) {
  const { outcome, outage } = attempted
  const { ledger, product, holdUps } = desk
  const { projectId, rowNo, campaignId } = delivery
  if (outcome.isServerDown) await noteOutage(desk, delivery, attempted)
  if (outcome.outcome === 'accepted') {
    outage.end()
    holdUps.end({ projectId, id: campaignId })
  }
  if (outcome.outcome === 'rejected') await noteRefusal(desk, delivery, attempted)
  const { channel, retryUncertain } = await desk.getLetter(delivery)
  const ending = endingOf(delivery, outcome, { now: product.now(), retryUncertain })
  await ledger.settle(ending)
  const { state, response } = ending
  if (channel === 'email' && state === 'failed' && response !== null && saysMailboxFails(response))
    await desk.bounces.soft({ projectId, rowNo })
}

/** null for somebody without an address: the look before sending says why nothing is sent. */
type Written = OutgoingMessage | TextMessage | null

async function write(desk: Desk, delivery: LeasedDelivery): Promise<Written | Error> {
  const { address, contactId } = delivery
  if (address === null || contactId === null) return null
  try {
    const letter = await desk.getLetter(delivery)
    const { config, now } = desk.product
    if (letter.channel !== 'email') return writeText(letter, { ...delivery, address, contactId }, config)
    const dkim = await desk.getDkimKey(delivery.projectId, letter.from)
    return writeLetter(letter, { ...delivery, email: address }, { config, date: now(), dkim })
  } catch (error) {
    if (error instanceof AddressError || error instanceof CampaignTextError) return error
    throw error
  }
}

function reasonOf(error: Error): string {
  return error instanceof AddressError ? 'bad_address' : 'bad_template'
}

/** What a refusal says of the person, or of us. */
async function noteRefusal(desk: Desk, delivery: LeasedDelivery, { outcome, leftAt }: Attempted) {
  const { projectId, rowNo, campaignId, address } = delivery
  const { channel } = await desk.getLetter(delivery)
  const { response, refusal = refusalClassOf(response) } = outcome
  if (refusal === 'recipient' && address !== null)
    await desk.bounces.hard({ projectId, rowNo, campaignId, channel, address, response })
  if (refusal === 'opted_out' && address !== null && channel !== 'email')
    await desk.noteOptOut({ projectId, campaignId, channel, address, response })
  // A single waits by itself: there is nothing to pause.
  if (refusal === 'sender' && !delivery.isSingle) {
    const what = channel === 'email' ? 'the mail server refuses this sender' : 'the provider refuses what it is sent'
    const error = `Paused by itself: ${what}: ${withoutAddresses(response)} Mend that, then resume; nobody was lost.`
    await desk.brake.stop({ projectId, id: campaignId }, { error, seenAt: leftAt })
  }
}

async function noteOutage(
  { product, getLetter }: Desk,
  delivery: LeasedDelivery,
  { outcome: { response, retryAfterMs }, outage }: Attempted,
) {
  if (outage.isOn()) return
  outage.report(retryAfterMs)
  const { projectId, campaignId } = delivery
  const what = (await getLetter(delivery)).channel === 'email' ? 'mail server' : 'provider'
  const said = withoutAddresses(response)
  product.log.warn(`The ${what} cannot be used; sending waits.`, { response: said })
  const error = `The ${what} cannot be used: ${said} Rollcall keeps trying.`
  await setCampaignError(product.database, { projectId, id: campaignId }, error)
}

// What stands on a campaign and in the log outlives the person; the delivery keeps the words as they were.
function withoutAddresses(response: string): string {
  return response.replaceAll(/<?[^\s<>@]+@[^\s<>@:;,]+>?/g, '<address>')
}
