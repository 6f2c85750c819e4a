import { type DragEvent, useState } from 'react'

/** What a line of a list needs to be dragged to another place of it, and to say where it would land. */
export type DraggedLine = {
  isHeld: boolean
  /** Where what is held would stand beside this line. */
  landing: 'before' | 'after' | undefined
  /** For what the line is held by. */
  grip: { draggable: true; onDragStart: (event: DragEvent) => void; onDragEnd: () => void }
  /** For the line itself. */
  target: { onDragOver: (event: DragEvent) => void; onDrop: (event: DragEvent) => void }
}

/** Lets the lines of a list be dragged; gives the parts for the line at each place. */
export function useDraggedLine(move: (from: number, to: number) => void): (place: number) => DraggedLine {
  const [held, setHeld] = useState<number>()
  const [aim, setAim] = useState<number>()
  const end = () => {
    setHeld(undefined)
    setAim(undefined)
  }
  return (place) => ({
    isHeld: held === place,
    landing: held === undefined || aim !== place || held === place ? undefined : place < held ? 'before' : 'after',
    grip: {
      draggable: true,
      onDragStart: (event) => {
        event.dataTransfer.effectAllowed = 'move'
        // Firefox drags nothing that carries no data.
        event.dataTransfer.setData('text/plain', String(place))
        const line = event.currentTarget.closest('[data-line]')
        if (line) event.dataTransfer.setDragImage(line, 16, 16)
        // Chromium ends a drag whose source changes while it starts.
        setTimeout(() => setHeld(place), 0)
      },
      onDragEnd: end,
    },
    target: {
      onDragOver: (event) => {
        if (held === undefined) return
        event.preventDefault()
        if (aim !== place) setAim(place)
      },
      onDrop: (event) => {
        event.preventDefault()
        if (held !== undefined) move(held, place)
        end()
      },
    },
  })
}
