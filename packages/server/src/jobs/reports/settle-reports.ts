import { parseId, toId } from '@rollcall/contract'
import { parseEmailAddress } from '../../contacts/email-address.ts'
import type { Product } from '../../product.ts'
import { findKind } from '../../senders/providers/kinds.ts'
import type { Answer, Report } from '../../senders/providers/provider-kind.ts'
import { findTrace, takenOver } from '../../senders/providers/taken-over.ts'
import { listPeopleAt, noteAnswer, proofOf } from '../../store/channel-answers.ts'
import { noteComplaints } from '../../store/complaints.ts'
import type { Transaction } from '../../store/database.ts'
import {
  type Heard,
  holdPeople,
  listReported,
  noteFeedback,
  type ReportedDelivery,
} from '../../store/delivery-feedback.ts'
import { ensureEventMonths, insertEvents, type NewEvent } from '../../store/events.ts'
import {
  listProjectsWithReports,
  noteReported,
  type ReportOutcome,
  settleReports,
  takeReports,
  type WaitingReport,
} from '../../store/provider-reports.ts'
import { noteSoftBounces } from '../../store/soft-bounces.ts'
import { unsubscribe } from '../../store/unsubscribe.ts'
import { eachApart } from '../each-apart.ts'
import { noteBounces } from '../sending/bounce-notes.ts'
import { gather, type Matched } from './gather.ts'
import { readMail } from './read-mail.ts'

const AT_ONCE = 500
// The answer to a message may still be on its way into the ledger when the first report of it is here.
const PATIENCE_MS = 2 * 60_000
const RETRY_DELAY_MS = 10_000

type Surroundings = Pick<Product, 'database' | 'now' | 'log'>
type Read = { waiting: WaitingReport; reports: Report[]; answer: Answer | null }

/** Does what the next reports ask for, each once. Returns whether more may be left. */
export async function settleNextReports({ database, now, log }: Surroundings): Promise<boolean> {
  const at = now()
  const settled = await eachApart(
    await listProjectsWithReports(database, at),
    (projectId) =>
      database.write({ projectId, actor: 'system' }, async (transaction) => {
        const taken = await takeReports(transaction, { now: at, limit: AT_ONCE })
        const read = await Promise.all(taken.map(readWaiting))
        if (read.length > 0) await settle(transaction, read, { at, database })
        return taken.length
      }),
    (error, project) =>
      log.error('Reports of deliveries met an error; they are kept and tried again.', {
        ...{ project, reason: String(error) },
      }),
  )
  return settled.some(({ result: count }) => count === AT_ONCE)
}

async function readWaiting(waiting: WaitingReport): Promise<Read> {
  const answer = readAnswer(waiting)
  return { waiting, answer, reports: answer ? [] : await readReport(waiting) }
}

function readAnswer({ source, kind, body }: WaitingReport): Answer | null {
  if (source === 'mail') return null
  return findKind(kind)?.webhook?.readAnswer?.(body.toString()) ?? null
}

async function readReport({ source, kind, body }: WaitingReport): Promise<Report[]> {
  try {
    if (source === 'mail') return await readMail(body)
    const report = findKind(kind)?.webhook?.read(body.toString())
    return report ? [report] : []
  } catch {
    // Whatever it is, it is no report.
    return []
  }
}

type Moment = { at: Date; database: Product['database'] }

async function settle(transaction: Transaction, read: Read[], { at, database }: Moment) {
  const find = await matching(transaction, read)
  const outcomes: ReportOutcome[] = []
  const matched: Matched[] = []
  for (const { waiting, reports, answer } of read) {
    const found = reports.flatMap((report) => {
      const delivery = find(waiting, report)
      return delivery ? [{ report, delivery, providerId: waiting.providerId }] : []
    })
    matched.push(...found)
    outcomes.push({ id: waiting.id, outcome: outcomeOf({ waiting, reports, answer }, { found, at }) })
  }
  const answers = read.flatMap(({ waiting, answer }) => (answer ? [{ ...answer, address: answer.from, waiting }] : []))
  const people = await listPeopleAt(transaction, answers)
  // All at once: whoever locks several people does so in the order of their rows.
  await holdPeople(transaction, [...people, ...matched.map(({ delivery }) => delivery.rowNo)])
  if (matched.length > 0) await act(transaction, matched, { at, database })
  for (const { channel, address, what, waiting, ...said } of answers) {
    await noteAnswer(transaction, { channel, address, what, proof: proofOf(waiting.providerId, said), at })
  }
  await settleReports(transaction, outcomes, { now: at, tryAt: new Date(at.getTime() + RETRY_DELAY_MS) })
  await noteReported(transaction, [...new Set(read.map(({ waiting }) => waiting.providerId))], at)
}

function outcomeOf({ waiting, reports, answer }: Read, { found, at }: { found: Matched[]; at: Date }): string | null {
  if (answer) return `answered ${answer.what}`
  const [first] = reports
  if (!first) return 'ignored'
  if (found.length > 0) return first.what
  return at.getTime() - waiting.receivedAt.getTime() < PATIENCE_MS ? null : 'unmatched'
}

/** Finds deliveries by our own id, else by the id that the service gave. */
async function matching(transaction: Transaction, read: Read[]) {
  const all = read.flatMap(({ waiting, reports }) => reports.map((report) => ({ ...keysOf(waiting, report) })))
  const deliveries = await listReported(transaction, {
    ids: all.flatMap(({ id }) => id ?? []),
    responses: all.flatMap(({ response }) => response ?? []),
  })
  const byId = new Map(deliveries.map((delivery) => [delivery.id, delivery]))
  const byResponse = new Map(deliveries.map((delivery) => [delivery.response, delivery]))
  return (waiting: WaitingReport, report: Report): ReportedDelivery | undefined => {
    const { id, response } = keysOf(waiting, report)
    return (id && byId.get(id)) || (response ? byResponse.get(response) : undefined)
  }
}

function keysOf({ kind }: WaitingReport, { traces, reference }: Report) {
  const trace = findTrace(traces)
  const service = findKind(kind)
  return {
    id: trace && parseId('delivery', trace),
    response: service && reference ? takenOver(service.name, reference) : undefined,
  }
}

async function act(transaction: Transaction, matched: Matched[], { at, database }: Moment) {
  const heard = gather(matched, at)
  const updated = await noteFeedback(transaction, heard, at)
  await noteEvents(transaction, { heard, updated, at, database })
  const told = (what: Report['what']) =>
    matched
      .filter(({ report }) => report.what === what)
      .map(({ report: { note }, delivery: { rowNo, campaignId, channel, address } }) => ({
        ...{ rowNo, campaignId, channel, address, note },
      }))
  const bounces = told('bounced').flatMap(({ address, note, ...who }) =>
    address === null ? [] : [{ ...who, address, response: note }],
  )
  if (bounces.length > 0) await noteBounces(transaction, bounces, at)
  const soft = told('undelivered').flatMap(({ rowNo, channel }) => (channel === 'email' ? rowNo : []))
  if (soft.length > 0) await noteSoftBounces(transaction, soft, at)
  const complaints = told('complained').map(({ address, channel: _, ...rest }) => ({
    ...rest,
    addressKey: (address && parseEmailAddress(address)?.key) || null,
  }))
  if (complaints.length > 0) await noteComplaints(transaction, complaints, at)
  for (const { report, delivery, providerId } of matched) {
    if (report.what === 'unsubscribed') await leave(transaction, { delivery, providerId, at })
  }
}

async function leave(
  transaction: Transaction,
  { delivery, providerId, at }: Pick<Matched, 'delivery' | 'providerId'> & { at: Date },
) {
  const { rowNo, campaignId, channel, address } = delivery
  if (channel !== 'email') {
    const proof = proofOf(providerId, { word: '', reference: toId('delivery', delivery.id) })
    if (address !== null) await noteAnswer(transaction, { channel, address, what: 'stop', proof, at })
    return
  }
  const proof = {
    source: 'provider' as const,
    campaign: toId('campaign', campaignId),
    provider: toId('provider', providerId),
  }
  await unsubscribe(transaction, { projectId: transaction.projectId, rowNo, campaignUuid: campaignId }, { proof, at })
}

type Noted = {
  heard: Heard[]
  updated: Awaited<ReturnType<typeof noteFeedback>>
  at: Date
  database: Product['database']
}

async function noteEvents(transaction: Transaction, { heard, updated, at, database }: Noted) {
  const times = new Map(heard.map(({ id, deliveredAt }) => [id, deliveredAt ?? at]))
  const events = updated.flatMap((delivery) => [
    ...(delivery.isNewlySent ? [toEvent(`${delivery.channel}.sent`, delivery, times.get(delivery.id) ?? at)] : []),
    ...(delivery.isNewlyDelivered
      ? [toEvent(`${delivery.channel}.delivered`, delivery, times.get(delivery.id) ?? at)]
      : []),
  ])
  // Apart from this transaction: whoever writes events of the same month must not wait for its end.
  await ensureEventMonths(database, [...events.map((event) => event.at), Math.floor(at.getTime() / 1_000)])
  await insertEvents(transaction, events, at)
}

function toEvent(name: string, { rowNo, campaignId, isTransactional }: Noted['updated'][number], at: Date): NewEvent {
  return {
    ...{ rowNo, campaignId, name, at: Math.floor(at.getTime() / 1_000) },
    ...{ isMachine: false, isTransactional, link: null, properties: null, key: null },
  }
}
