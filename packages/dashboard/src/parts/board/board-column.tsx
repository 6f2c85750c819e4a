import { useVirtualizer } from '@tanstack/react-virtual'
import { type DragEvent, type ReactNode, useEffect, useRef } from 'react'
import { ErrorState } from '../error-state.tsx'
import classes from './board.module.css'
import { useBoard } from './board-state.ts'
import type { ColumnRows } from './use-column-rows.ts'

type Props<Item> = {
  id: string
  name: string
  head: ReactNode
  rows: ColumnRows<Item>
  /** How high each card is, in pixels, with the gap below it. */
  cardHeight: number
  /** What the column says when it is empty. */
  none: string
  /** Who moves from here to there: another id draws another card. */
  keyOf: (item: Item) => string
  children: (item: Item) => ReactNode
}

/** One column: its heading, and of its cards, however many, those in sight. */
export function BoardColumn<Item>({ id, name, head, rows, cardHeight, none, keyOf, children }: Props<Item>) {
  const list = useRef<HTMLDivElement>(null)
  const { isAimed, ...drop } = useDropTarget(id)
  const section = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: rows.count,
    getScrollElement: () => list.current,
    estimateSize: () => cardHeight,
    overscan: 6,
  })
  const visible = virtual.getVirtualItems()
  const [first, last] = [visible[0]?.index ?? 0, visible.at(-1)?.index ?? 0]
  const { onSight } = rows
  useEffect(() => onSight(first, last), [first, last, onSight])
  useEffect(() => {
    if (isAimed) section.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [isAimed])
  return (
    <section ref={section} className={classes.column} aria-label={name} data-column={id} data-aimed={isAimed} {...drop}>
      <header className={classes.head}>{head}</header>
      <div ref={list} className={classes.list} data-list>
        {rows.error !== null && <ErrorState error={rows.error} retry={rows.retry} />}
        {rows.count === 0 && rows.total === 0 && <p className={classes.none}>{none}</p>}
        <ul className={classes.cards} style={{ height: virtual.getTotalSize() }} aria-busy={rows.total === undefined}>
          {visible.map(({ index, start, size }) => {
            const item = rows.rowAt(index)
            return (
              <li
                key={item === undefined ? index : keyOf(item)}
                className={classes.place}
                style={{ height: size, transform: `translateY(${start}px)` }}
              >
                {item === undefined ? <div className={classes.blank} /> : children(item)}
              </li>
            )
          })}
        </ul>
      </div>
    </section>
  )
}

/** Lets a card be dropped here. */
export function useDropTarget(id: string) {
  const { held, aim, aimAt, drop } = useBoard()
  return {
    isAimed: (held !== undefined && held.from !== id && aim === id) || undefined,
    onDragOver: (event: DragEvent) => {
      if (!held) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'move'
      aimAt(id)
    },
    onDrop: (event: DragEvent) => {
      if (!held) return
      event.preventDefault()
      drop(id)
    },
  }
}
