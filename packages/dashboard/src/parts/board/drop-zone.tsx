import type { ReactNode } from 'react'
import classes from './board.module.css'
import { useDropTarget } from './board-column.tsx'
import { useBoard } from './board-state.ts'

/** A place for what is more than a column; it is there while a card is held. */
export function DropZone({ id, children }: { id: string; children: ReactNode }) {
  const { held } = useBoard()
  const { isAimed, ...drop } = useDropTarget(id)
  return (
    <div className={classes.zone} data-on={held !== undefined || undefined} data-aimed={isAimed} {...drop}>
      {children}
    </div>
  )
}
