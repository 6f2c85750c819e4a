import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useReducer, useRef } from 'react'

// So few are drawn as they are: all of them can be found by the browser's own search.
const SHORT = 60
const OVERSCAN = 12
// Below this the rows that are drawn beyond both edges hide that the table has moved on the page.
const MOVED_PX = 200

/** What a row's element takes, so that its height and place are known. */
type Drawn = { ref?: (element: Element | null) => void; 'data-index': number; 'aria-rowindex': number }

type Props<Row> = { rows: Row[]; rowHeight: number; children: (row: Row, drawn: Drawn) => ReactNode }

/** The body of a table on a page that scrolls: of many rows those in sight, and room for the others. */
export function RowsInSight<Row>({ rows, rowHeight, children }: Props<Row>) {
  if (rows.length > SHORT)
    return (
      <WindowedRows rows={rows} rowHeight={rowHeight}>
        {children}
      </WindowedRows>
    )
  return <tbody>{rows.map((row, index) => children(row, { 'data-index': index, 'aria-rowindex': index + 2 }))}</tbody>
}

function WindowedRows<Row>({ rows, rowHeight, children }: Props<Row>) {
  const { body, top } = useTop()
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: top,
  })
  const visible = virtual.getVirtualItems()
  const before = (visible[0]?.start ?? top) - top
  const after = virtual.getTotalSize() + top - (visible.at(-1)?.end ?? top)
  return (
    <tbody ref={body}>
      <Gap height={before} />
      {visible.map(({ index }) => {
        const row = rows[index]
        const drawn = { ref: virtual.measureElement, 'data-index': index, 'aria-rowindex': index + 2 }
        return row === undefined ? null : children(row, drawn)
      })}
      <Gap height={after} />
    </tbody>
  )
}

/** Where the body begins on the page, also when something above it opens or is folded away. */
function useTop() {
  const body = useRef<HTMLTableSectionElement>(null)
  const top = useRef(0)
  const [, redraw] = useReducer((times: number) => times + 1, 0)
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      const now = (body.current?.getBoundingClientRect().top ?? 0) + window.scrollY
      const isFar = Math.abs(now - top.current) > MOVED_PX
      top.current = now
      if (isFar) redraw()
    })
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])
  return { body, top: top.current }
}

function Gap({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null
}
