import type { ContactState } from '../../contacts/contact-state.ts'
import { mergeContact } from '../../contacts/merge-contact.ts'
import { type GivenContact, prepareContact } from '../../contacts/prepare-contact.ts'
import { carrySuppressions } from '../../store/contact-merge.ts'
import { lockContact } from '../../store/contact-states.ts'
import type { Transaction } from '../../store/database.ts'
import { findPause, logPreference, removeOwnSuppression, setPause } from '../../store/preferences.ts'
import { loadPrepareContext } from '../../store/prepare-context.ts'
import { answerTopic, findStanding } from '../../store/topic-answers.ts'
import { unsubscribe } from '../../store/unsubscribe.ts'
import { writeContacts } from '../../store/write-contacts.ts'
import type { Change, Step } from './step.ts'

/** How we know that a person wanted something. */
export type PreferenceProof = {
  source: 'preferences'
  campaign: string | null
  ip: string | null
  userAgent: string | null
  /** For a new address, which was confirmed later: how it was asked for. */
  asked?: Record<string, unknown>
}

type Wanted = { rowNo: number; campaignUuid: string | null; proof: PreferenceProof; at: Date }

/** Something that was asked for cannot be; whoever calls undoes the rest of it with the transaction. */
export class StepRefused extends Error {}

/**
 * Makes things as somebody wants them, each with its proof, and says what was different before. Whoever may see a topic, and
 * whose address it is, was found out before.
 */
export async function applySteps(transaction: Transaction, wanted: Wanted, steps: Step[]): Promise<Change[]> {
  const changes: Change[] = []
  for (const step of steps) {
    // Locked anew because an earlier step may have changed them. Nobody is sent to meanwhile.
    const before = await lockContact(transaction, wanted.rowNo)
    if (before) changes.push(...(await applyStep(transaction, { ...wanted, before }, step)))
  }
  return changes
}

type Subject = Wanted & { before: ContactState }

function applyStep(transaction: Transaction, subject: Subject, step: Step): Promise<Change[]> {
  if (step.set === 'topic') return chooseTopic(transaction, subject, step)
  if (step.set === 'pause') return pause(transaction, subject, step)
  if (step.set === 'status') return changeStatus(transaction, subject, step)
  if (step.set === 'tracking') return changeTracking(transaction, subject, step)
  return changeDetail(transaction, subject, step)
}

async function chooseTopic(
  transaction: Transaction,
  { rowNo, proof, at }: Subject,
  step: Step & { set: 'topic' },
): Promise<Change[]> {
  const topic = await findStanding(transaction, transaction.projectId, { rowNo, topic: step.topic })
  if (!topic || topic.subscribed === step.to) return []
  await answerTopic(transaction, { topic, rowNo, subscribed: step.to, proof, at })
  return [{ done: step, undo: { ...step, to: topic.subscribed }, name: topic.name }]
}

async function pause(transaction: Transaction, subject: Subject, step: Step & { set: 'pause' }): Promise<Change[]> {
  const before = await pauseUntil(transaction, subject, step.to === null ? null : new Date(step.to))
  return before === undefined ? [] : [{ done: step, undo: { ...step, to: before?.toISOString() ?? null }, name: null }]
}

/** Keeps marketing from somebody until then, with its proof; null, or what is past, ends that. Returns what was before, undefined where nothing changes. */
export async function pauseUntil(
  transaction: Transaction,
  { rowNo, proof, at }: { rowNo: number; proof: object; at: Date },
  asked: Date | null,
): Promise<Date | null | undefined> {
  const before = await findPause(transaction, rowNo)
  const until = asked === null || asked <= at ? null : asked
  if (before?.getTime() === until?.getTime()) return undefined
  await setPause(transaction, { rowNo, until, at })
  const told = until ? { state: 'paused' as const, until: until.toISOString() } : { state: 'resumed' as const }
  const { state, ...details } = told
  await logPreference(transaction, { rowNo, state, proof: { ...proof, ...details }, at })
  return before
}

async function changeStatus(
  transaction: Transaction,
  subject: Subject,
  step: Step & { set: 'status' },
): Promise<Change[]> {
  const { rowNo, campaignUuid, before, proof, at } = subject
  const undo: Step = { set: 'status', to: before.status }
  if (step.to === 'unsubscribed') {
    const isNew = await unsubscribe(
      transaction,
      { projectId: transaction.projectId, rowNo, campaignUuid },
      { proof, at },
    )
    return isNew ? [{ done: step, undo, name: null }] : []
  }
  const optedOut = step.to === 'subscribed' && (await removeOwnSuppression(transaction, rowNo))
  if (before.status === step.to && !optedOut) return []
  // Whoever was out by the suppression list alone goes back to having left.
  const back: Step = before.status === step.to ? { set: 'status', to: 'unsubscribed' } : undo
  await write(transaction, subject, { status: step.to, resubscribe: true })
  return [{ done: step, undo: back, name: null }]
}

/** Whoever is not tracked is silent in messages that they have already as well: what reports an open or click asks the same column. */
async function changeTracking(
  transaction: Transaction,
  subject: Subject,
  step: Step & { set: 'tracking' },
): Promise<Change[]> {
  const { rowNo, before, proof, at } = subject
  if (before.tracking === step.to) return []
  await write(transaction, subject, { tracking: step.to })
  await logPreference(transaction, { rowNo, state: step.to ? 'tracking_allowed' : 'tracking_refused', proof, at })
  return [{ done: step, undo: { ...step, to: before.tracking }, name: null }]
}

type Detail = Step & { set: 'firstName' | 'language' | 'email' }

async function changeDetail(transaction: Transaction, subject: Subject, step: Detail): Promise<Change[]> {
  const { rowNo, before, proof, at } = subject
  const was = before.values[step.set]
  if (was === step.to || (step.set === 'email' && was === null)) return []
  const after = await write(transaction, subject, { [step.set]: step.to })
  if (step.set === 'email' && was !== null) {
    const addresses = { from: before.emailKey ?? was, into: after.emailKey ?? step.to }
    await carrySuppressions(transaction, addresses)
    await logPreference(transaction, {
      rowNo,
      state: 'address_changed',
      proof: { ...proof, from: was, to: step.to },
      at,
    })
    return [{ done: step, undo: { set: 'email', to: was }, name: null }]
  }
  const told = { field: step.set, from: was, to: step.to }
  await logPreference(transaction, { rowNo, state: 'details_changed', proof: { ...proof, ...told }, at })
  return step.set === 'email' ? [] : [{ done: step, undo: { ...step, to: was }, name: null }]
}

async function write(
  transaction: Transaction,
  { before, proof, at }: Subject,
  given: Partial<GivenContact>,
): Promise<ContactState> {
  const prepared = prepareContact(given, await loadPrepareContext(transaction, transaction.projectId))
  if ('problems' in prepared) throw new StepRefused(prepared.problems.map(({ detail }) => detail).join(' '))
  const contact = { ...prepared.contact, proof }
  const { state, consents } = mergeContact(before, contact, { now: at.toISOString(), tagIds: new Map() })
  const written = { before, now: state }
  const logged = consents.map((consent) => ({ ...consent, contact: written }))
  await writeContacts(transaction, { contacts: [written], consents: logged }, { now: at })
  return state
}
