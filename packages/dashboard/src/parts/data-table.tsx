import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Column, Sort } from './column.ts'
import { ColumnGrip } from './column-grip.tsx'
import classes from './data-table.module.css'
import { useRest } from './use-rest.ts'

type Props<Row> = { label: string; columns: Column<Row>[]; rows: Row[]; keyOf: (row: Row) => string; foot?: ReactNode }

/** A dense table of what fits on a page. */
export function DataTable<Row>({ label, columns, rows, keyOf, foot }: Props<Row>) {
  return (
    <>
      <table className={classes.table} aria-label={label}>
        <TableHead columns={columns} />
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className={classes.row}>
              <Cells columns={columns} row={row} />
            </tr>
          ))}
        </tbody>
      </table>
      {foot && <div className={classes.foot}>{foot}</div>}
    </>
  )
}

type HeadProps<Row> = {
  columns: Column<Row>[]
  sort?: Sort
  onSort?: (sort: Sort) => void
  /** Somebody is about to sort so. */
  onSortNear?: (sort: Sort) => void
  /** Columns with a name can be made wider and narrower. */
  onWidth?: (column: string, width: number) => void
}

/** The headings of a table's columns; those that sort are buttons. */
export function TableHead<Row>({ columns, sort, onSort, onSortNear, onWidth }: HeadProps<Row>) {
  return (
    <thead className={classes.head}>
      <tr>
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            style={{ width: column.width }}
            data-align={column.align}
            data-from={column.from}
            aria-sort={sort && sort.field === column.sortBy ? ARIA_SORT[sort.direction] : undefined}
          >
            {column.sortBy && onSort ? (
              <SortButton {...{ column, sort, onSort, onSortNear }} field={column.sortBy} />
            ) : (
              column.header
            )}
            {onWidth && typeof column.header === 'string' && (
              <ColumnGrip label={column.header} onWidth={(width) => onWidth(column.key, width)} />
            )}
          </th>
        ))}
      </tr>
    </thead>
  )
}

const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const

type SortProps<Row> = Pick<HeadProps<Row>, 'sort' | 'onSortNear'> & {
  column: Column<Row>
  field: string
  onSort: (sort: Sort) => void
}

function SortButton<Row>({ column, field, sort, onSort, onSortNear }: SortProps<Row>) {
  const direction = sort?.field === field ? sort.direction : undefined
  const next: Sort = { field, direction: direction === 'asc' ? 'desc' : 'asc' }
  const near = useRest(() => onSortNear?.(next))
  const Arrow = direction === 'desc' ? IconArrowDown : IconArrowUp
  return (
    <button type="button" className={classes.sort} onClick={() => onSort(next)} {...near}>
      {column.header}
      <Arrow size={13} aria-hidden data-off={direction === undefined || undefined} />
    </button>
  )
}

type CellsProps<Row> = { columns: Column<Row>[]; row: Row; isSelected?: boolean }

/** The cells of one row. */
export function Cells<Row>({ columns, row, isSelected = false }: CellsProps<Row>) {
  return columns.map((column) => (
    <td key={column.key} data-align={column.align} data-from={column.from}>
      {column.cell(row, isSelected)}
    </td>
  ))
}
