import type { Reply } from '@rollcall/sdk'

type Entry = Pick<Reply<'contacts.timeline'>['data'][number], 'at' | 'by' | 'byName' | 'details'>

/** The last word on a channel or topic, with what is known of how it was given. */
export type Consent = {
  state: string
  at: string
  by: string | null
  byName: string | null
  source?: string
  wording?: string
  ip?: string
  /** When they said so, where it was written down later. */
  saidAt?: string
}

/** The last word on each channel (`email`) and each topic (`topic News`), from a timeline of consent, newest first. */
export function consentsOf(entries: readonly Entry[]): Map<string, Consent> {
  const latest = new Map<string, Consent>()
  for (const { at, by, byName, details } of entries) {
    const topic = textOf(details.topic)
    const key = topic === undefined ? (textOf(details.channel) ?? '') : `topic ${topic}`
    const state = topic === undefined ? (textOf(details.state) ?? '') : details.subscribed ? 'opted_in' : 'opted_out'
    if (!latest.has(key)) latest.set(key, { state, at, by, byName, ...proofOf(details.proof) })
  }
  return latest
}

function proofOf(proof: unknown): Pick<Consent, 'source' | 'wording' | 'ip' | 'saidAt'> {
  if (typeof proof !== 'object' || proof === null) return {}
  const given = new Map<string, unknown>(Object.entries(proof))
  const text = (key: string) => textOf(given.get(key))
  return { source: text('source'), wording: text('wording'), ip: text('ip'), saidAt: text('at') }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
