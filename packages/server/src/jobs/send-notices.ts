import { toId } from '@rollcall/contract'
import { isMailbox, toHeaderText } from '../email/header-text.ts'
import type { OutgoingMessage } from '../email/outgoing-message.ts'
import type { Product, Worker } from '../product.ts'
import { findDkimKey } from '../senders/domain-key.ts'
import { findTransportProblem } from '../senders/find-transport-problem.ts'
import { openSenders, type Senders } from '../senders/open-senders.ts'
import type { SendOutcome } from '../senders/sender.ts'
import { deferNotice, endNotice, type Notice, takeNotices } from '../store/notices.ts'
import { findSendingProvider } from '../store/providers.ts'
import { listRefusals } from '../store/suppressions.ts'
import { startLoop } from './loop.ts'

// With the connections that campaigns have, no more than a mail server takes from one client (send-campaigns.ts).
const AT_ONCE = 2
// Longer than any attempt takes.
const HELD_MS = 5 * 60_000
const STOP_WITHIN_MS = 5_000
const FIRST_DELAY_MS = 60_000
const LONGEST_DELAY_MS = 3_600_000
// After about three days a confirmation is of no use to anybody.
const MOST_ATTEMPTS = 75

/** Sends messages about what people just did, such as asking to confirm: apart from campaigns, so that they never wait for one. */
export function startNotices(product: Product): Worker {
  const senders = openSenders(product)
  const loop = startLoop(
    () => sendDueNotices(product, senders),
    (error) => product.log.warn('Notices could not be sent; trying again.', { reason: String(error) }),
  )
  return {
    wake: () => loop.wake(),
    async stop() {
      const stopped = loop.stop()
      // A mail server that does not answer must not hold up the end.
      const timer = setTimeout(() => void senders.close(), STOP_WITHIN_MS)
      await stopped
      clearTimeout(timer)
      await senders.close()
    },
  }
}

/** Tries every notice that is due once. Returns whether there may be more. */
export async function sendDueNotices(product: Product, senders: Senders): Promise<boolean> {
  const now = product.now()
  const until = new Date(now.getTime() + HELD_MS)
  const notices = await takeNotices(product.database, { now, until, limit: AT_ONCE })
  await Promise.all(notices.map((notice) => send(product, senders, notice)))
  return notices.length > 0
}

async function send(product: Product, senders: Senders, notice: Notice): Promise<void> {
  const { database } = product
  const refusals = await listRefusals(database, notice.projectId, [notice.addressKey])
  const refused = refusals.get(notice.addressKey)
  if (refused) return endNotice(database, notice, { state: 'failed', response: `On the suppression list: ${refused}.` })
  const told = await tell(product, senders, notice)
  if (!told) return endNotice(database, notice, { state: 'failed', response: 'Not an address for mail.' })
  const { outcome, response } = told
  if (outcome === 'deferred' && notice.attempts < MOST_ATTEMPTS) {
    const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (notice.attempts - 1), LONGEST_DELAY_MS)
    return deferNotice(database, notice, { notBefore: new Date(product.now().getTime() + delayMs), response })
  }
  // A notice that may have arrived is not repeated: people can ask for another.
  const state = outcome === 'accepted' || outcome === 'uncertain' ? 'sent' : 'failed'
  await endNotice(database, notice, { state, response })
}

/** What became of a notice; undefined when its addresses are none. An error of ours counts as an attempt like any other. */
async function tell(product: Product, senders: Senders, notice: Notice): Promise<SendOutcome | undefined> {
  const { projectId, id } = notice
  try {
    const message = await write(product, notice)
    return message && (await hand(product, senders, { message, projectId }))
  } catch (error) {
    const response = error instanceof Error ? error.message : String(error)
    product.log.warn('A notice met an error; trying again.', { project: projectId, notice: id, reason: response })
    return { outcome: 'deferred', response }
  }
}

/** Through the project's default provider, unless nothing may leave through it yet. */
async function hand(
  { database, config }: Product,
  senders: Senders,
  { message, projectId }: { message: OutgoingMessage; projectId: number },
): Promise<SendOutcome> {
  const provider = await findSendingProvider(database, projectId, { text: null })
  // Every project has the built-in sending, and one of its providers is the default.
  if (!provider) throw new Error(`Project ${projectId} has no default provider.`)
  const problem = findTransportProblem(config, provider)
  if (problem !== undefined) return { outcome: 'deferred', response: problem }
  return (await senders.ofProvider(provider)).send(message)
}

/** undefined when no server should see its addresses. */
async function write(product: Product, { projectId, id, message }: Notice): Promise<OutgoingMessage | undefined> {
  const { from, fromName, to, subject, html, text } = message
  if (!isMailbox(from) || !isMailbox(to)) return undefined
  return {
    // The same in each attempt, so that whoever gets it twice can tell.
    messageId: `<${toId('notice', id)}@${new URL(product.config.publicUrl).hostname}>`,
    date: product.now(),
    from: { name: toHeaderText(fromName), address: from },
    replyTo: null,
    to,
    subject: toHeaderText(subject),
    html,
    text,
    // RFC 3834, 5: nobody's holiday note answers it.
    headers: { 'Auto-Submitted': 'auto-generated' },
    dkim: await findDkimKey(product, projectId, from),
  }
}
