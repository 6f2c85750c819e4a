import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type FocusEvent,
  type MouseEvent,
  memo,
  type ReactNode,
  type RefObject,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react'
import type { Column, Sort } from './column.ts'
import classes from './data-table.module.css'
import { Cells, TableHead } from './data-table.tsx'

const ROW_HEIGHT = 40
// Rows are counted from 1, and the heading is one of them.
const ROWS_ABOVE = 2
// What a column without a width has at the least, where the table scrolls sideways.
const FLEXIBLE_WIDTH = '220'

type Props<Row> = {
  label: string
  columns: Column<Row>[]
  /** How many rows there are to scroll through now; those not here yet are skeletons. */
  count: number
  /** The same function as long as it gives the same rows. */
  rowAt: (place: number) => Row | undefined
  isSelected: (row: Row) => boolean
  /** The row that keys act on. */
  active: number | undefined
  total: number
  sort?: Sort
  onSort?: (sort: Sort) => void
  onSortNear?: (sort: Sort) => void
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
  const { label, columns, count, active, total, sort, onSort, onSortNear, onWidth, onSight, list, foot } = props
  const scroller = useRef<HTMLDivElement>(null)
  // Times in rows are told as distances from now.
  const minute = Math.floor(Date.now() / 60_000)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 14,
    // The heading lies over the first row.
    scrollPaddingStart: ROW_HEIGHT,
  })
  const visible = virtual.getVirtualItems()
  const { startIndex: top = 0, endIndex: bottom = 0 } = virtual.range ?? {}
  // Rows that only lie ready above and below what is in sight can wait until what is in sight stands.
  const rowReady = useDeferredValue(props.rowAt, noRow)
  const rowAt = (place: number) => (place < top || place > bottom ? rowReady : props.rowAt)(place)
  const [first, last] = [visible[0]?.index ?? 0, visible.at(-1)?.index ?? 0]
  useEffect(() => onSight(first, last), [first, last, onSight])
  const keepFocus = useKeptFocus(scroller, `${first} ${last}`)
  const shown = useRef(list)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the virtualizer is the same object throughout
  useEffect(() => {
    // Where it is known to be at its top, asking the page would have it laid out at once.
    if (shown.current !== list && virtual.scrollOffset !== 0) scroller.current?.scrollTo({ top: 0 })
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
        <TableHead {...{ columns, sort, onSort, onSortNear, onWidth }} />
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: what a click on a row does, its link or button and the page's keys do */}
        <tbody onClick={(event) => clickRow(event, props.onRow)}>
          <Gap rows={first} />
          {visible.map(({ index }) => (
            <Row key={index} place={index} {...{ columns, minute }} {...stateOf({ ...props, rowAt }, index)} />
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

function noRow() {
  return undefined
}

function stateOf<Row>({ rowAt, isSelected, active }: Props<Row>, place: number) {
  const row = rowAt(place)
  return { row, isSelected: row !== undefined && isSelected(row), isActive: place === active }
}

function clickRow(event: MouseEvent, onRow: (place: number, event: MouseEvent) => void) {
  const row = event.target instanceof Element ? event.target.closest('tr') : null
  const place = Number(row?.ariaRowIndex) - ROWS_ABOVE
  if (place >= 0) onRow(place, event)
}

type RowProps<Row> = {
  place: number
  columns: Column<Row>[]
  row: Row | undefined
  isSelected: boolean
  isActive: boolean
  minute: number
}

function TableRow<Row>({ place, columns, row, isSelected, isActive }: RowProps<Row>) {
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
      aria-rowindex={place + ROWS_ABOVE}
      data-selected={isSelected || undefined}
      data-active={isActive || undefined}
    >
      <Cells columns={columns} row={row} isSelected={isSelected} />
    </tr>
  )
}

// Most of what is drawn on a page is rows, and most of what happens on it changes none of them. Columns are made anew by
// whoever draws the table; their cells are the same functions as long as they show the same.
// why: memo forgets that the component takes rows of any kind
const Row = memo(TableRow, ({ columns: before, ...was }, { columns, ...is }) => {
  const isSameRow = was.place === is.place && was.row === is.row && was.minute === is.minute
  const isSameState = was.isSelected === is.isSelected && was.isActive === is.isActive
  return isSameRow && isSameState && before.length === columns.length && columns.every(isSameColumn, before)
}) as typeof TableRow

function isSameColumn<Row>(this: Column<Row>[], { key, cell, align, from }: Column<Row>, place: number): boolean {
  const other = this[place]
  return other?.key === key && other.cell === cell && other.align === align && other.from === from
}

function Gap({ rows }: { rows: number }) {
  return rows > 0 ? <tr aria-hidden style={{ height: rows * ROW_HEIGHT }} /> : null
}
