import type { ColumnId, ColumnValue, EventKind, SetId } from '../lowering.ts'

/** One contact as a filter sees it. */
export type Row = {
  /** What a column holds; null when missing. */
  value(column: ColumnId): ColumnValue
  isIn(set: SetId): boolean
  /**
   * Since when the contact is in a set, in seconds; null when it is in none of that name. For a tag when it was put on, for
   * a static segment when the person was added, for a dynamic one the latest entry that is recorded.
   */
  since(set: SetId): number | null
  /** Every event of a kind, in any order, those after `now` included; test sends are no events. */
  events(kind: EventKind): readonly RowEvent[]
  opportunities(): readonly RowOpportunity[]
  /** The 16 bytes of the contact's id. */
  idBytes(): Uint8Array
}

/** An event of a contact. Messages have the middle keys, custom events `properties`. `link` is folded. */
export type RowEvent = {
  at: number
  channel?: string
  kind?: string
  campaign?: string | null
  isMachine?: boolean
  link?: string | null
  properties?: unknown
}

/** An opportunity of a contact; ids and status are codes. */
export type RowOpportunity = {
  pipeline: string
  stage: string
  status: string
  value: number | null
  stageSince: number
}

/** A contact of whom nothing is known, to spread into one of whom something is. */
export const BLANK_ROW: Row = {
  value: () => null,
  isIn: () => false,
  since: () => null,
  events: () => [],
  opportunities: () => [],
  idBytes: () => new Uint8Array(16),
}
