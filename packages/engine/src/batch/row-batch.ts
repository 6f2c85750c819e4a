import type { ColumnValue, SetId } from '@rollcall/filters'

/** One contact as the index holds it. */
export type Row = {
  /** Stable per project, from 0, dense-ish, never used again for another contact. */
  rowNo: number
  /** Aligned to the project's defined columns. Empty texts and empty lists count as missing. */
  values: ColumnValue[]
  /** Everything the contact is in: tags, static segments. */
  sets: SetId[]
}

/** A change of one project: rows as they are now (added or replaced whole), and rows that are gone. */
export type RowBatch = { rows: Row[]; removed: number[] }
