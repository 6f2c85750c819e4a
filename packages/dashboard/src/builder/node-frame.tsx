import { ActionIcon } from '@mantine/core'
import { type FilterNode, isGroup } from '@rollcall/filters'
import { IconX } from '@tabler/icons-react'
import { type DragEvent, type ReactNode, useRef } from 'react'
import classes from './builder.module.css'
import { type Drop, useBuilder } from './builder-state.ts'
import { type Path, pointerOf, removeNode } from './edit-filter.ts'
import { NodeGrip } from './node-grip.tsx'
import { RowFigure } from './row-figure.tsx'

type Props = { node: FilterNode; path: Path; between: string; children: ReactNode }

/** A row of the rule: its word, its grip, what it asks, how many it leaves, and the way to take it out. */
export function NodeFrame({ node, path, between, children }: Props) {
  const { root, counts, edit } = useBuilder()
  const row = useRef<HTMLDivElement>(null)
  const { isDragged, side, ...targeted } = useDropTarget(path)
  const what = isGroup(node) ? 'group' : 'condition'
  return (
    <div
      ref={row}
      className={classes.node}
      data-row={path.join('.')}
      data-group={isGroup(node) || undefined}
      data-dragged={isDragged || undefined}
      data-drop={side}
      {...targeted}
    >
      <span className={classes.between}>{between}</span>
      <NodeGrip path={path} what={what} row={row} />
      {children}
      <RowFigure count={counts.get(pointerOf(path))} isOfGroup={isGroup(node)} />
      <ActionIcon
        className={classes.remove}
        onClick={() => edit({ filter: removeNode(root, path), path: before(path) }, `The ${what} is gone.`)}
        aria-label={`Remove this ${what}`}
      >
        <IconX size={15} />
      </ActionIcon>
    </div>
  )
}

/** The row that the keyboard goes to when this one is gone. */
function before(path: Path): Path {
  return path.with(-1, Math.max(0, (path.at(-1) ?? 0) - 1))
}

/** Takes what is dragged over its upper or lower half before or after itself. */
function useDropTarget(path: Path) {
  const { dragged, drop, aim } = useBuilder()
  const isDragged = dragged?.join() === path.join()
  const side = !isDragged && drop && drop.side !== 'end' && drop.mark.join() === path.join() ? drop.side : undefined
  const onDragOver = (event: DragEvent<HTMLElement>) => {
    if (!dragged) return
    event.preventDefault()
    event.stopPropagation()
    const next = aimAt(path, event)
    if (drop?.side !== next.side || drop.mark.join() !== next.mark.join()) aim(next)
  }
  return { isDragged, side, onDragOver }
}

function aimAt(path: Path, { clientY, currentTarget }: DragEvent<HTMLElement>): Drop {
  const { top, height } = currentTarget.getBoundingClientRect()
  const isAfter = clientY > top + height / 2
  const at = isAfter ? path.with(-1, (path.at(-1) ?? 0) + 1) : path
  return { at, mark: path, side: isAfter ? 'after' : 'before' }
}
