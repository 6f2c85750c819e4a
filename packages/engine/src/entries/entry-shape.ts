import type { ColumnDefinition, ColumnId } from '@rollcall/filters'

/** Which columns entries of a kind have. */
export type EntryShape = {
  /** What the column of their time is called. */
  at: ColumnId
  /** Columns with one text or code per entry. */
  codes: ColumnDefinition[]
  /** Whether it is a column of cells: any number of values of any type per entry. */
  hasCells(column: ColumnId): boolean
}

/** Events: those of messages have the codes, those of your own the cells. */
export const EVENT_SHAPE: EntryShape = {
  at: 'at',
  codes: [
    { id: 'channel', storage: 'choice' },
    { id: 'kind', storage: 'choice' },
    { id: 'campaign', storage: 'choice' },
    { id: 'machine', storage: 'choice' },
    { id: 'link', storage: 'text' },
  ],
  hasCells: (column) => column.startsWith('properties.'),
}

/** Opportunities, at the time of their stage. */
export const OPPORTUNITY_SHAPE: EntryShape = {
  at: 'stageSince',
  codes: [
    { id: 'pipeline', storage: 'choice' },
    { id: 'stage', storage: 'choice' },
    { id: 'status', storage: 'choice' },
  ],
  hasCells: (column) => column === 'value',
}

/** Memberships of a set: when they began and nothing else. */
export const MEMBERSHIP_SHAPE: EntryShape = { at: 'at', codes: [], hasCells: () => false }
