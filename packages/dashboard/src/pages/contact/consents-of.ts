import type { Reply } from '@rollcall/sdk'

type Entry = Pick<Reply<'contacts.timeline'>['data'][number], 'at' | 'by' | 'byName' | 'details'>

/** The last word on a channel, with what is known of how it was given. */
export type Consent = {
  channel: string
  state: string
  at: string
  by: string | null
  byName: string | null
  source?: string
  wording?: string
  ip?: string
}

/** The last word on each channel, from a timeline of consent, newest first. */
export function consentsOf(entries: readonly Entry[]): Consent[] {
  const latest = new Map<string, Consent>()
  for (const { at, by, byName, details } of entries) {
    const channel = textOf(details.channel) ?? ''
    const state = textOf(details.state) ?? ''
    if (!latest.has(channel)) latest.set(channel, { channel, state, at, by, byName, ...proofOf(details.proof) })
  }
  return [...latest.values()]
}

function proofOf(proof: unknown): Pick<Consent, 'source' | 'wording' | 'ip'> {
  if (typeof proof !== 'object' || proof === null) return {}
  const given = new Map<string, unknown>(Object.entries(proof))
  return { source: textOf(given.get('source')), wording: textOf(given.get('wording')), ip: textOf(given.get('ip')) }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
