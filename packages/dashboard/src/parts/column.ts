import type { ReactNode } from 'react'

/** A column of a table: its heading, how wide, and what stands in a row's cell. */
export type Column<Row> = {
  key: string
  header: ReactNode
  /** Any CSS width; columns without one share what is left. */
  width?: string
  align?: 'right'
  /** The field that a click on the heading sorts by. */
  sortBy?: string
  /** The narrowest screen that has room for it. */
  from?: 'sm' | 'md'
  cell: (row: Row, isSelected: boolean) => ReactNode
}

/** How a table is sorted. */
export type Sort = { field: string; direction: 'asc' | 'desc' }
