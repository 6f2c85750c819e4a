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
  /** The form that they filled in, with the wording of that time. */
  form?: { id: string; name: string; version: string }
  /** With double opt-in: when they filled it in, and when and from where they confirmed. */
  askedAt?: string
  confirmedAt?: string
  confirmedIp?: string
}

type Proof = Omit<Consent, 'state' | 'at' | 'by' | 'byName'>

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

function proofOf(proof: unknown): Proof {
  const text = textsIn(proof)
  const [id, name, version] = [text('formId'), text('form'), text('version')]
  return {
    source: text('source'),
    wording: text('wording'),
    ip: text('ip'),
    saidAt: text('at'),
    form: id && name && version ? { id, name, version } : undefined,
    askedAt: text('askedAt'),
    confirmedAt: text('confirmedAt'),
    confirmedIp: textsIn(valueIn(proof, 'confirmedFrom'))('ip'),
  }
}

function textsIn(given: unknown): (key: string) => string | undefined {
  return (key) => textOf(valueIn(given, key))
}

function valueIn(given: unknown, key: string): unknown {
  return typeof given === 'object' && given !== null
    ? new Map<string, unknown>(Object.entries(given)).get(key)
    : undefined
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}
