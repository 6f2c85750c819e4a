import { contactColumns } from './contact-columns.ts'
import type { ContactState } from './contact-state.ts'
import { type ConsentChange, consentsBetween } from './merge-contact.ts'
import type { Channel, ConsentState, Proof, Status } from './prepared-contact.ts'

export type Side = 'this' | 'other'

/** Two contacts that become one: `into` stays, `from` goes. `sides`: whose value a field keeps, by its key. */
export type Combination = { into: ContactState; from: ContactState; sides: Readonly<Record<string, Side>> }

export type Combined = {
  state: ContactState
  /** What has to be logged, because the last word in the joined log would say otherwise. */
  consents: ConsentChange[]
}

/** The built-in texts, the stage and the custom fields that either has a value in. */
export function keysOfEither({ into, from }: Combination): string[] {
  const columns = contactColumns.filter((key) => into.values[key] !== null || from.values[key] !== null)
  const stages = into.funnel === null && from.funnel === null ? [] : ['funnel']
  return [...columns, ...stages, ...new Set([...Object.keys(into.fields), ...Object.keys(from.fields)])]
}

/** Whose value a field keeps: as asked, else this one's where it has any. */
export function sideOf({ into, from, sides }: Combination, key: string): Side {
  const asked = Object.hasOwn(sides, key) ? sides[key] : undefined
  return asked ?? (valueAt(into, key) === null && valueAt(from, key) !== null ? 'other' : 'this')
}

/** A field of a contact by its key; null for none. */
export function valueAt(state: ContactState, key: string): unknown {
  if (key === 'funnel') return state.funnel
  const column = contactColumns.find((candidate) => candidate === key)
  if (column) return state.values[column]
  return Object.hasOwn(state.fields, key) ? state.fields[key] : null
}

/**
 * What is left of two contacts. Of consent the stricter answer stays: who refused anywhere has refused. That mail bounced is
 * no answer but a fact about an address: it counts when that address stays.
 */
export function combineContacts(combination: Combination, proof: Proof): Combined {
  const { into, from } = combination
  const stateOf = (key: string) => (sideOf(combination, key) === 'this' ? into : from)
  const mailed = stateOf('email')
  const staged = stateOf('funnel')
  const state: ContactState = {
    ...into,
    // why: fromEntries forgets that these are exactly the columns
    values: Object.fromEntries(
      contactColumns.map((column) => [column, stateOf(column).values[column]]),
    ) as ContactState['values'],
    emailKey: mailed.emailKey,
    inboxProvider: mailed.inboxProvider,
    validation: mailed.validation,
    status: stricterStatus({ into, from, mailed }),
    fields: fieldsOf(combination),
    folded: foldedOf(combination),
    subscribedAt: firstOf(into.subscribedAt, from.subscribedAt),
    unsubscribedAt: lastOf(into.unsubscribedAt, from.unsubscribedAt),
    funnel: staged.funnel,
    lost: staged.lost,
    tracking: into.tracking && from.tracking,
    tagIds: new Set([...into.tagIds, ...from.tagIds]),
    channels: { ...from.channels, ...into.channels },
    consent: stricterConsent(into.consent, from.consent),
  }
  return { state, consents: consentsToLog(combination, state, proof) }
}

const STRICTNESS: readonly Status[] = ['subscribed', 'non-subscribed', 'bounced', 'unsubscribed']

function stricterStatus({ into, from, mailed }: Record<'into' | 'from' | 'mailed', ContactState>): Status {
  const counting = [into, from].filter((state) => state === mailed || state.status !== 'bounced')
  return STRICTNESS.findLast((status) => counting.some((state) => state.status === status)) ?? mailed.status
}

function stricterConsent(a: ContactState['consent'], b: ContactState['consent']): ContactState['consent'] {
  // why: keys of consent are channels
  const channels = [...new Set([...Object.keys(a), ...Object.keys(b)])] as Channel[]
  const stricter = (channel: Channel): ConsentState =>
    a[channel] === 'opted_out' || b[channel] === 'opted_out' ? 'opted_out' : 'opted_in'
  return Object.fromEntries(channels.map((channel) => [channel, stricter(channel)]))
}

function fieldsOf(combination: Combination): ContactState['fields'] {
  const keys = new Set([...Object.keys(combination.into.fields), ...Object.keys(combination.from.fields)])
  return Object.fromEntries(
    [...keys].flatMap((key) => {
      const kept = combination[sideOf(combination, key) === 'this' ? 'into' : 'from'].fields[key]
      return kept === undefined ? [] : [[key, kept]]
    }),
  )
}

/** The folded form of each text comes from where the text does. */
function foldedOf(combination: Combination): ContactState['folded'] {
  const { into, from } = combination
  const kept = (state: ContactState, side: Side) =>
    Object.entries(state.folded).filter(([column]) => sideOf(combination, column.replace(/^fields\./, '')) === side)
  return Object.fromEntries([...kept(into, 'this'), ...kept(from, 'other')])
}

// Only where the two said different things does the last word of the joined log need another.
function consentsToLog({ into, from }: Combination, state: ContactState, proof: Proof): ConsentChange[] {
  const disagrees = (channel: ConsentChange['channel']) => {
    if (channel === 'email') return state.status === 'unsubscribed' || state.status === 'non-subscribed'
    return into.consent[channel] !== undefined && from.consent[channel] !== undefined
  }
  const changes = [...consentsBetween(into, state, proof), ...consentsBetween(from, state, proof)]
  return changes.filter(
    ({ channel }, place) => disagrees(channel) && changes.findIndex((other) => other.channel === channel) === place,
  )
}

function firstOf(a: string | null, b: string | null): string | null {
  return a === null || b === null ? (a ?? b) : a < b ? a : b
}

function lastOf(a: string | null, b: string | null): string | null {
  return a === null || b === null ? (a ?? b) : a > b ? a : b
}
