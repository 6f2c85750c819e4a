import { contactColumns } from './contact-columns.ts'
import type { ContactState } from './contact-state.ts'
import type { Channel, ConsentState, FunnelStage, PreparedContact, Proof, Status } from './prepared-contact.ts'

export type MergeRules = {
  now: Date
  isNew: boolean
  /** What a new contact is when it does not say: subscribed unless told otherwise. */
  statusWhenNew?: Status | undefined
  /** The stage of a new contact that does not say. */
  funnelWhenNew?: FunnelStage | null
  /** Tags that are given replace those that are there, instead of joining them. */
  replaceTags?: boolean
  tagIds: ReadonlyMap<string, string>
}

/** One change of consent, for the log; e-mail's is the status. */
export type ConsentChange = { channel: Channel | 'email'; state: ConsentState | 'unknown'; proof: Proof | null }

export type Merged = {
  /** The very state that was given when nothing differs. */
  state: ContactState
  consents: ConsentChange[]
  /** A status that was given and kept away, because the person left or bounced. */
  refusedStatus: Status | null
}

/** A contact after what was written of it; nobody leaves unsubscribed or bounced unless it says `resubscribe`. */
export function mergeContact(state: ContactState, given: PreparedContact, rules: MergeRules): Merged {
  const status = rules.isNew ? (given.status ?? rules.statusWhenNew ?? 'subscribed') : nextStatus(state.status, given)
  const next: ContactState = {
    ...state,
    values: mergeValues(state.values, given),
    ...mergeEmail(state, given),
    fields: mergeRecord(state.fields, given.fields),
    folded: mergeRecord(state.folded, given.folded),
    ...mergeStatus(state, status, rules),
    ...mergeFunnel(state, given, rules),
    tagIds: mergeTags(state.tagIds, given.tags, rules),
    channels: mergeRecord(state.channels, given.channels),
    consent: mergeRecord(state.consent, given.consent),
  }
  const refusedStatus = !rules.isNew && given.status !== undefined && given.status !== status ? given.status : null
  if (!rules.isNew && isSame(state, next)) return { state, consents: [], refusedStatus }
  return { state: next, consents: consentChanges(state, next, { given, isNew: rules.isNew }), refusedStatus }
}

function nextStatus(current: Status, { status, resubscribe }: PreparedContact): Status {
  const isHeld = current === 'unsubscribed' || current === 'bounced'
  return status === undefined || (isHeld && !resubscribe) ? current : status
}

// Both times stay when the status moves on: they say when it last became so.
function mergeStatus(state: ContactState, status: Status, { now, isNew }: MergeRules) {
  const became = (wanted: Status) => status === wanted && (isNew || state.status !== wanted)
  return {
    status,
    subscribedAt: became('subscribed') ? now : state.subscribedAt,
    unsubscribedAt: became('unsubscribed') ? now : state.unsubscribedAt,
  }
}

function mergeFunnel(state: ContactState, given: PreparedContact, { isNew, funnelWhenNew }: MergeRules) {
  const present = isNew ? (funnelWhenNew ?? null) : state.funnel
  return { funnel: given.funnel === undefined ? present : given.funnel, lost: given.lost ?? state.lost }
}

function mergeValues(values: ContactState['values'], given: PreparedContact): ContactState['values'] {
  const isChanged = contactColumns.some(
    (column) => given.values[column] !== undefined && given.values[column] !== values[column],
  )
  return isChanged ? { ...values, ...given.values } : values
}

// What a bounce or a look-up found out about an address stays while the address does.
function mergeEmail(state: ContactState, given: PreparedContact) {
  if (given.emailKey === undefined || given.emailKey === state.emailKey) return {}
  const { emailKey, inboxProvider = null, validation = 'unknown' } = given
  return { emailKey, inboxProvider, validation }
}

/** `changes` on top of `record`: null takes away. The very `record` when nothing differs. */
function mergeRecord<Value>(
  record: Record<string, Value>,
  changes: Record<string, Value | null | undefined>,
): Record<string, Value> {
  let next: Record<string, Value> | undefined
  for (const [key, value] of Object.entries(changes)) {
    const present = Object.hasOwn(record, key) ? record[key] : undefined
    if (value === undefined || isSameValue(present ?? null, value)) continue
    next ??= { ...record }
    if (value === null) delete next[key]
    else next[key] = value
  }
  return next ?? record
}

function isSameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((part, index) => part === b[index])
  return a === b
}

function mergeTags(present: ReadonlySet<string>, names: string[] | undefined, rules: MergeRules): ReadonlySet<string> {
  if (!names) return present
  const given = names.map((name) => toTagId(name, rules.tagIds))
  const next = rules.replaceTags ? new Set(given) : new Set([...present, ...given])
  const isEqual = next.size === present.size && given.every((id) => present.has(id))
  return isEqual ? present : next
}

function toTagId(name: string, tagIds: ReadonlyMap<string, string>): string {
  const id = tagIds.get(name)
  if (id === undefined) throw new Error(`The tag ${name} should have been looked up before it is put on.`)
  return id
}

function isSame(a: ContactState, b: ContactState): boolean {
  return (
    a.values === b.values &&
    a.emailKey === b.emailKey &&
    a.fields === b.fields &&
    a.folded === b.folded &&
    a.status === b.status &&
    a.funnel === b.funnel &&
    a.lost === b.lost &&
    a.tagIds === b.tagIds &&
    a.channels === b.channels &&
    a.consent === b.consent
  )
}

const EMAIL_CONSENT = {
  subscribed: 'opted_in',
  unsubscribed: 'opted_out',
  'non-subscribed': 'unknown',
  bounced: 'unknown',
} as const satisfies Record<Status, ConsentState | 'unknown'>

// A contact that starts out with a status and no proof has agreed to nothing that could be logged.
function consentChanges(
  before: ContactState,
  after: ContactState,
  { given, isNew }: { given: PreparedContact; isNew: boolean },
): ConsentChange[] {
  const changes: ConsentChange[] = []
  const isLogged = isNew ? given.proof !== null : before.status !== after.status
  if (isLogged) changes.push({ channel: 'email', state: EMAIL_CONSENT[after.status], proof: given.proof })
  for (const channel of new Set([...keysOf(before.consent), ...keysOf(after.consent)])) {
    const state = after.consent[channel]
    if (state !== before.consent[channel]) changes.push({ channel, state: state ?? 'unknown', proof: given.proof })
  }
  return changes
}

function keysOf(consent: ContactState['consent']): Channel[] {
  // why: the keys of a consent record are channels; Object.keys forgets it
  return Object.keys(consent) as Channel[]
}
