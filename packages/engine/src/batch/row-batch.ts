import type { ColumnValue, RowOpportunity, SetId } from '@rollcall/filters'
import type { ContactEvent } from './contact-event.ts'
import type { PackedEvents, PackedRows } from './packed-rows.ts'

/** One contact as the index holds it, apart from its events. */
export type Row = {
  /** Stable per project, from 0, dense-ish, never used again for another contact. */
  rowNo: number
  /** Aligned to the project's defined columns. Empty texts and empty lists count as missing. */
  values: ColumnValue[]
  /** Everything the contact is in: tags, static segments, suppressions, channels, consents, topics, marks. */
  sets: SetId[]
  /** Since when, in whole seconds: tags, static segments, and the latest recorded entries of dynamic segments. */
  since?: [set: SetId, at: number][]
  opportunities?: RowOpportunity[]
  /** The contact's id, which samples are drawn by: 32 hexadecimal digits, with or without dashes. */
  id?: string
}

/** A change of one project. What it says of a contact and of that contact's events becomes visible together. */
export type RowBatch = {
  /** Rows as they are now: added, or replaced whole but for their events, which stay. */
  rows: Row[]
  /** Further rows, of chunks of which `rows` has none. */
  packed?: PackedRows[]
  /** Rows that are gone, and their events with them. */
  removed: number[]
  /** Further events, in any order. Those of rows that do not exist after this batch are left out. */
  events?: ContactEvent[]
  /** Further events, of chunks of which the rest of the batch says nothing. */
  packedEvents?: PackedEvents[]
  /** Rows that lose the events they had; `events` may bring those that they have now. */
  eventsReplaced?: number[]
}
