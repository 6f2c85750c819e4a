/** What the oracle knows: plain data, spelled the way a person would write it down. Instants are whole UTC seconds. */
export type World = {
  zone: string
  fields: { key: string; type: string; options?: string[] }[]
  tags: Named[]
  campaigns: (Named & { launchedAt: number | null })[]
  topics: (Named & { default: 'opt_in' | 'opt_out' })[]
  pipelines: (Named & { stages: Named[] })[]
  segments: (Named & { kind: 'static' | 'dynamic'; filters?: unknown })[]
}

export type Named = { id: string; name: string }

/** Values as they stand in the record: trimmed text, finite numbers, booleans, `YYYY-MM-DD`, `--MM-DD`, seconds. */
export type FieldValue = string | number | boolean | string[]

export type Contact = {
  id: string
  status: string
  validation: string
  fields: Record<string, FieldValue>
  tags: Record<string, number>
  statics: Record<string, number>
  enteredAt: Record<string, number>
  channels: Record<string, string>
  consent: Record<string, 'opted_in' | 'opted_out'>
  topics: Record<string, 'opted_in' | 'opted_out'>
  funnel: string
  isLost: boolean
  suppressions: string[]
  opportunities: Opportunity[]
  messages: Message[]
  happenings: Happening[]
}

export type Opportunity = { pipeline: string; stage: string; status: string; value: number | null; stageSince: number }

export type Message = {
  event: string
  at: number
  channel: string
  kind: string
  campaign: string | null
  link: string | null
  isMachine: boolean
}

export type Happening = { name: string; at: number; properties: unknown }

/** One question: everything but the filter. */
export type Question = { world: World; contact: Contact; now: number }

export type Raw = Record<string, unknown>
