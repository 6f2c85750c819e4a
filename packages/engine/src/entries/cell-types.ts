import type { ColumnId } from '@rollcall/filters'

/** What text cells hold; each type of a column is held apart, because a question asks one type only. */
export type TextCellType = 'text' | 'boolean' | 'object'

/** The name under which the text cells of a column are held. */
export function textCells(type: TextCellType, column: ColumnId): string {
  return `${type} ${column}`
}
