import type { ColumnId } from '@rollcall/filters'

/** Something of a contact that has a time: an event, an opportunity, the beginning of a membership. */
export type Entry = {
  rowNo: number
  /** Whole seconds since 1970. */
  at: number
  /** Aligned to the shape's code columns; null is missing. */
  codes: (string | null)[]
  cells: Cell[]
}

/** One of any number of values in a column; null stands for an object, of which only its being there can be asked. */
export type Cell = { column: ColumnId; value: number | string | boolean | null }
