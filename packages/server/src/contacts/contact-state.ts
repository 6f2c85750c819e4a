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
  subscribedAt: Date | null
  unsubscribedAt: Date | null
  funnel: FunnelStage | null
  lost: boolean
  tagIds: ReadonlySet<string>
  channels: Partial<Record<Channel, string>>
  consent: Partial<Record<Channel, ConsentState>>
}

// why: fromEntries forgets that these are exactly the columns
const NO_VALUES = Object.fromEntries(contactColumns.map((column) => [column, null])) as ContactState['values']

/** A contact of whom nothing is known yet. */
export function blankContact(): ContactState {
  return {
    rowNo: -1,
    id: null,
    values: NO_VALUES,
    emailKey: null,
    inboxProvider: null,
    validation: 'unknown',
    status: 'non-subscribed',
    fields: {},
    folded: {},
    subscribedAt: null,
    unsubscribedAt: null,
    funnel: null,
    lost: false,
    tagIds: new Set(),
    channels: {},
    consent: {},
  }
}
