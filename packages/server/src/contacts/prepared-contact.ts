import type { CHANNELS, FUNNEL_STAGES, STATUSES, VALIDATIONS } from '@rollcall/contract'
import type { ColumnId, FieldValue } from '@rollcall/filters'
import type { ContactColumn } from './contact-columns.ts'

export type Status = (typeof STATUSES)[number]
export type Validation = (typeof VALIDATIONS)[number]
export type Channel = (typeof CHANNELS)[number]
export type FunnelStage = (typeof FUNNEL_STAGES)[number]
export type ConsentState = 'opted_in' | 'opted_out'

/** Where and how somebody agreed or objected, as it was told. */
export type Proof = Record<string, unknown>

/**
 * What somebody wrote of a contact, understood: every text trimmed and composed, every value of its field's type. A key
 * that is absent leaves what is there, null clears it.
 */
export type PreparedContact = {
  values: Partial<Record<ContactColumn, string | null>>
  /** With `values.email`: the form in which addresses are the same, its domain, who runs the mailbox, whether it is any good. */
  emailKey?: string | null
  emailDomain?: string | null
  inboxProvider?: string | null
  validation?: Validation
  fields: Record<string, FieldValue>
  /** The folded form of each text above that folding changes, by column. */
  folded: Record<ColumnId, string>
  /** Names or ids, as given. */
  tags?: string[]
  status?: Status
  resubscribe: boolean
  /** null: none. */
  funnel?: FunnelStage | null
  lost?: boolean
  tracking?: boolean
  channels: Partial<Record<Channel, string | null>>
  consent: Partial<Record<Channel, ConsentState | null>>
  proof: Proof | null
}
