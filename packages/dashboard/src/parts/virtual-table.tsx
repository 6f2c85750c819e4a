import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { Column, Sort } from './column.ts'
import classes from './data-table.module.css'
import { Cells, TableHead } from './data-table.tsx'

const ROW_HEIGHT = 44
// Asking for the next page this many rows early keeps scrolling ahead of the network.
const ROWS_AHEAD = 40

type Props<Row> = {
  label: string
  columns: Column<Row>[]
  rows: Row[]
  keyOf: (row: Row) => string
  isSelected: (row: Row) => boolean
  total: number
  sort?: Sort
  onSort: (sort: Sort) => void
  more?: () => void
}

/** A table of any length that draws only the rows in sight and asks for more before its end. */
export function VirtualTable<Row>({ label, columns, rows, keyOf, isSelected, total, sort, onSort, more }: Props<Row>) {
  const start = useRef<HTMLTableElement>(null)
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: start.current?.offsetTop ?? 0,
  })
  const visible = virtual.getVirtualItems()
  const last = visible.at(-1)?.index ?? 0
  useEffect(() => {
    if (last + ROWS_AHEAD >= rows.length) more?.()
  }, [last, rows.length, more])
  const above = (visible[0]?.start ?? 0) - (virtual.options.scrollMargin ?? 0)
  const below = (rows.length - 1 - last) * ROW_HEIGHT
  return (
    <table ref={start} className={classes.table} aria-label={label} aria-rowcount={total + 1}>
      <TableHead columns={columns} sort={sort} onSort={onSort} />
      <tbody>
        {visible.length > 0 && <Gap height={above} />}
        {visible.map(({ index }) => {
          const row = rows[index]
          return row === undefined ? null : (
            <tr
              key={keyOf(row)}
              className={classes.row}
              aria-rowindex={index + 2}
              data-selected={isSelected(row) || undefined}
            >
              <Cells columns={columns} row={row} />
            </tr>
          )
        })}
        {visible.length > 0 && <Gap height={below} />}
      </tbody>
    </table>
  )
}

function Gap({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null
}
