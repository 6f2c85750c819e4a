import type { Filter } from '@rollcall/filters'
import { type DragEvent, useState } from 'react'
import type { BuilderState, Drop } from './builder-state.ts'
import { moveNode, type Path } from './edit-filter.ts'

/** The row that is being dragged and where it would fall; it moves when it is dropped inside the builder, and only then. */
export function useDragging(root: Filter, edit: BuilderState['edit']) {
  const [dragged, drag] = useState<Path>()
  const [drop, aim] = useState<Drop>()
  const rest = () => {
    drag(undefined)
    aim(undefined)
  }
  const place = {
    onDragOver: (event: DragEvent) => dragged && event.preventDefault(),
    onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) aim(undefined)
    },
    onDrop: (event: DragEvent) => {
      if (!dragged) return
      event.preventDefault()
      if (drop) edit(moveNode(root, dragged, drop.at), 'Moved.')
      rest()
    },
    // Also by Escape, or outside.
    onDragEnd: rest,
  }
  return { dragged, drop, drag, aim, place }
}
