import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type FocusEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react'
import type { Column, Sort } from './column.ts'
import classes from './data-table.module.css'
import { Cells, TableHead } from './data-table.tsx'

const ROW_HEIGHT = 40
// What a column without a width has at the least, where the table scrolls sideways.
const FLEXIBLE_WIDTH = '220'

type Props<Row> = {
  label: string
  columns: Column<Row>[]
  /** How many rows there are to scroll through now; those not here yet are skeletons. */
  count: number
  rowAt: (place: number) => Row | undefined
  isSelected: (row: Row) => boolean
  /** The row that keys act on. */
  active: number | undefined
  total: number
  sort?: Sort
  onSort: (sort: Sort) => void
  onWidth: (column: string, width: number) => void
  onRow: (place: number, event: MouseEvent) => void
  /** Which rows are in sight. */
  onSight: (first: number, last: number) => void
  /** Another list starts at its top; going back to this one finds the place where it was left. */
  list: string
  foot?: ReactNode
}

/** A table of any length that draws only the rows in sight, in a window of its own. */
export function VirtualTable<Row>(props: Props<Row>) {
  const { label, columns, count, active, total, sort, onSort, onWidth, onSight, list, foot } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 14,
    // The heading lies over the first row.
    scrollPaddingStart: ROW_HEIGHT,
  })
  const visible = virtual.getVirtualItems()
  const [first, last] = [visible[0]?.index ?? 0, visible.at(-1)?.index ?? 0]
  useEffect(() => onSight(first, last), [first, last, onSight])
  const keepFocus = useKeptFocus(scroller, `${first} ${last}`)
  const shown = useRef(list)
  useEffect(() => {
    if (shown.current !== list) scroller.current?.scrollTo({ top: 0 })
    shown.current = list
  }, [list])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the virtualizer is the same object throughout
  useEffect(() => {
    if (active !== undefined) virtual.scrollToIndex(active, { align: 'auto' })
  }, [active])
  return (
    <div ref={scroller} tabIndex={-1} {...keepFocus} className={classes.scroller} data-scroll-restoration-id={label}>
      <table
        className={classes.table}
        aria-label={label}
        aria-rowcount={total + 1}
        data-fixed
        style={{ minWidth: widthOf(columns) }}
      >
        <TableHead columns={columns} sort={sort} onSort={onSort} onWidth={onWidth} />
        <tbody>
          <Gap rows={first} />
          {visible.map(({ index }) => (
            <TableRow key={index} place={index} {...props} />
          ))}
          <Gap rows={count - 1 - last} />
        </tbody>
      </table>
      {foot}
    </div>
  )
}

/** A row that scrolls away takes its focus with it; the table has it then, so that Tab goes on from here. */
function useKeptFocus(scroller: RefObject<HTMLDivElement | null>, rows: string) {
  const had = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs when other rows are drawn
  useLayoutEffect(() => {
    if (had.current && document.activeElement === document.body) scroller.current?.focus({ preventScroll: true })
  }, [rows])
  return {
    onFocus: () => {
      had.current = true
    },
    onBlur: ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget) had.current = false
    },
  }
}

// Narrower, columns would lose the width that they were given; the table scrolls sideways instead.
function widthOf<Row>(columns: Column<Row>[]): number | undefined {
  const isWhole = columns.every(({ from }) => from === undefined)
  return isWhole ? columns.reduce((sum, { width }) => sum + Number.parseInt(width ?? FLEXIBLE_WIDTH, 10), 0) : undefined
}

function TableRow<Row>({ place, rowAt, columns, isSelected, active, onRow }: Props<Row> & { place: number }) {
  const row = rowAt(place)
  if (row === undefined) {
    return (
      <tr className={classes.row} aria-hidden>
        <td colSpan={columns.length} className={classes.blank} />
      </tr>
    )
  }
  return (
    <tr
      className={classes.row}
      aria-rowindex={place + 2}
      data-selected={isSelected(row) || undefined}
      data-active={place === active || undefined}
      onClick={(event) => onRow(place, event)}
    >
      <Cells columns={columns} row={row} />
    </tr>
  )
}

function Gap({ rows }: { rows: number }) {
  return rows > 0 ? <tr aria-hidden style={{ height: rows * ROW_HEIGHT }} /> : null
}
