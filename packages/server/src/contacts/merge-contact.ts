import { contactColumns } from './contact-columns.ts'
import { type ContactState, NO_VALUES } from './contact-state.ts'
import type { Channel, ConsentState, FunnelStage, PreparedContact, Proof, Status } from './prepared-contact.ts'

export type MergeRules = {
  /** RFC 3339. */
  now: string
  tagIds: ReadonlyMap<string, string>
  /** Tags that are given replace those that are there, instead of joining them. */
  replaceTags?: boolean
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

const NO_TAGS: ReadonlySet<string> = new Set()

export type CreateRules = Pick<MergeRules, 'now' | 'tagIds'> & {
  rowNo: number
  /** What a contact is that does not say. */
  statusWhenNew?: Status | undefined
  funnelWhenNew?: FunnelStage | null
}

/** A contact that nobody knew, as it was written; subscribed unless told otherwise. */
export function createContact(
  given: PreparedContact,
  rules: CreateRules,
): { state: ContactState; consents: ConsentChange[] } {
  const status = given.status ?? rules.statusWhenNew ?? 'subscribed'
  const state: ContactState = {
    rowNo: rules.rowNo,
    id: null,
    values: { ...NO_VALUES, ...given.values },
    emailKey: given.emailKey ?? null,
    inboxProvider: given.inboxProvider ?? null,
    validation: given.validation ?? 'unknown',
    status,
    fields: withoutNulls(given.fields),
    folded: given.folded,
    subscribedAt: status === 'subscribed' ? rules.now : null,
    unsubscribedAt: status === 'unsubscribed' ? rules.now : null,
    funnel: given.funnel === undefined ? (rules.funnelWhenNew ?? null) : given.funnel,
    lost: given.lost ?? false,
    tracking: given.tracking ?? true,
    tagIds: given.tags ? mergeTags(NO_TAGS, given.tags, rules) : NO_TAGS,
    channels: withoutNulls(given.channels),
    consent: withoutNulls(given.consent),
  }
  // Who starts out with a status and no proof has agreed to nothing that could be logged.
  const email = given.proof === null ? [] : [emailConsent(status, given.proof)]
  return { state, consents: [...email, ...consentChanges({}, state.consent, given.proof)] }
}

/** A contact after what was written of it; nobody leaves unsubscribed or bounced unless it says `resubscribe`. */
export function mergeContact(state: ContactState, given: PreparedContact, rules: MergeRules): Merged {
  const status = nextStatus(state.status, given)
  const next: ContactState = {
    ...state,
    values: mergeValues(state.values, given),
    ...mergeEmail(state, given),
    fields: mergeRecord(state.fields, given.fields),
    folded: mergeRecord(state.folded, foldedChanges(given)),
    ...(status !== state.status && mergeStatus(state, status, rules.now)),
    funnel: given.funnel === undefined ? state.funnel : given.funnel,
    lost: given.lost ?? state.lost,
    tracking: given.tracking ?? state.tracking,
    tagIds: given.tags ? mergeTags(state.tagIds, given.tags, rules) : state.tagIds,
    channels: mergeRecord(state.channels, given.channels),
    consent: mergeRecord(state.consent, given.consent),
  }
  const refusedStatus = given.status !== undefined && given.status !== status ? given.status : null
  if (isSame(state, next)) return { state, consents: [], refusedStatus }
  return { state: next, consents: consentsBetween(state, next, given.proof), refusedStatus }
}

function nextStatus(current: Status, { status, resubscribe }: PreparedContact): Status {
  const isHeld = current === 'unsubscribed' || current === 'bounced'
  return status === undefined || (isHeld && !resubscribe) ? current : status
}

// Both times stay when the status moves on: they say when it last became so.
function mergeStatus(state: ContactState, status: Status, now: string) {
  return {
    status,
    subscribedAt: status === 'subscribed' ? now : state.subscribedAt,
    unsubscribedAt: status === 'unsubscribed' ? now : state.unsubscribedAt,
  }
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

/** Each text that is written has its folded form, or none any more. */
function foldedChanges({ values, fields, folded }: PreparedContact): Record<string, string | null> {
  const changes: Record<string, string | null> = {}
  for (const column of Object.keys(values)) changes[column] = folded[column] ?? null
  for (const key of Object.keys(fields)) changes[`fields.${key}`] = folded[`fields.${key}`] ?? null
  return changes
}

function withoutNulls<Value>(record: Record<string, Value | null>): Record<string, Value> {
  const entries = Object.entries(record)
  // why: one without null has the other type
  if (!entries.some(([, value]) => value === null)) return record as Record<string, Value>
  return mergeRecord<Value>({}, record)
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

function mergeTags(
  present: ReadonlySet<string>,
  names: readonly string[],
  rules: Pick<MergeRules, 'tagIds' | 'replaceTags'>,
): ReadonlySet<string> {
  const given = names.map((name) => toTagId(name, rules.tagIds))
  const next = new Set(rules.replaceTags ? given : [...present, ...given])
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
    a.tracking === b.tracking &&
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

function emailConsent(status: Status, proof: Proof | null): ConsentChange {
  return { channel: 'email', state: EMAIL_CONSENT[status], proof }
}

/** What has to be logged when a contact's consent becomes another. */
export function consentsBetween(before: ContactState, after: ContactState, proof: Proof | null): ConsentChange[] {
  const email = before.status === after.status ? [] : [emailConsent(after.status, proof)]
  return [...email, ...consentChanges(before.consent, after.consent, proof)]
}

type Consent = ContactState['consent']

function consentChanges(before: Consent, after: Consent, proof: Proof | null): ConsentChange[] {
  if (before === after) return []
  return [...new Set([...keysOf(before), ...keysOf(after)])]
    .filter((channel) => before[channel] !== after[channel])
    .map((channel) => ({ channel, state: after[channel] ?? 'unknown', proof }))
}

function keysOf(consent: Consent): Channel[] {
  // why: the keys of a consent record are channels; Object.keys forgets it
  return Object.keys(consent) as Channel[]
}
