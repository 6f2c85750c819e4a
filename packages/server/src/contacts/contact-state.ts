import type { FieldValue } from '@rollcall/filters'
import type { ContactColumn } from './contact-columns.ts'
import { contactColumns } from './contact-columns.ts'
import type { Channel, ConsentState, FunnelStage, Status, Validation } from './prepared-contact.ts'

/** All that writing may change of one contact. Never changed in place: a change makes a new one. */
export type ContactState = {
  rowNo: number
  /** UUID; null until the record gives one. */
  id: string | null
  values: Record<ContactColumn, string | null>
  emailKey: string | null
  inboxProvider: string | null
  validation: Validation
  status: Status
  fields: Record<string, FieldValue>
  folded: Record<string, string>
  /** RFC 3339. */
  subscribedAt: string | null
  unsubscribedAt: string | null
  funnel: FunnelStage | null
  lost: boolean
  /** Whether opens and clicks are noticed. */
  tracking: boolean
  tagIds: ReadonlySet<string>
  channels: Partial<Record<Channel, string>>
  consent: Partial<Record<Channel, ConsentState>>
}

// why: fromEntries forgets that these are exactly the columns
export const NO_VALUES = Object.fromEntries(contactColumns.map((column) => [column, null])) as ContactState['values']
