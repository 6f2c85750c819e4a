import { type CSSProperties, type ReactNode, useCallback, useState } from 'react'
import type { Column } from './column.ts'
import classes from './long-table.module.css'
import type { useLongList } from './use-long-list.ts'
import { VirtualTable } from './virtual-table.tsx'

/** How wide a column is: as somebody pulled it, or else as it is given. */
export type Wide = (column: string, width?: string) => string | undefined

type Props<Row> = {
  label: string
  query: Pick<ReturnType<typeof useLongList<Row>>, 'rows' | 'isPlaceholderData' | 'isFetchingNextPage' | 'onSight'>
  columns: (wide: Wide) => Column<Row>[]
  /** The row whose details are shown. */
  opened: string | undefined
  toggle: (id: string) => void
  /** What is listed: another list starts at its top. */
  list: string
  /** Undefined: more than are here. */
  total?: number | undefined
  style?: CSSProperties
  /** What stands below the last row; unless given, that more is looked for. */
  foot?: ReactNode
}

/** Rows of a list of any length; a click on one opens or closes it. */
export function LongTable<Row extends { id: string }>({ label, query, columns, opened, toggle, ...props }: Props<Row>) {
  const [widths, setWidths] = useState<Record<string, number>>({})
  const { rows } = query
  const rowAt = useCallback((place: number) => rows[place], [rows])
  return (
    <div className={classes.list} data-stale={query.isPlaceholderData || undefined} style={props.style}>
      <VirtualTable
        label={label}
        columns={columns((column, width) => (widths[column] ? `${widths[column]}px` : width))}
        count={rows.length}
        rowAt={rowAt}
        isSelected={({ id }) => id === opened}
        active={undefined}
        total={props.total ?? rows.length}
        onWidth={(column, width) => setWidths({ ...widths, [column]: width })}
        onRow={(place, { target }) => {
          const row = rows[place]
          if (row && target instanceof Element && !target.closest('a, button')) toggle(row.id)
        }}
        onSight={query.onSight}
        list={props.list}
        foot={props.foot ?? (query.isFetchingNextPage && <p className={classes.searching}>Looking for more…</p>)}
      />
    </div>
  )
}
