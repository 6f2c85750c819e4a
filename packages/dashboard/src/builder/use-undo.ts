import type { Filter } from '@rollcall/filters'
import { type KeyboardEvent, useState } from 'react'

const MOST_STEPS = 100

type Options = {
  onChange: (filter: Filter) => void
  /** Called before keys change the rule: rows are drawn anew, and the keyboard should stay where it is. */
  keepPlace: () => void
}

/** Changes that can be taken back and made again, by button or by the usual keys. */
export function useUndo(filter: Filter, { onChange, keepPlace }: Options) {
  const [past, setPast] = useState<Filter[]>([])
  const [future, setFuture] = useState<Filter[]>([])
  const change = (next: Filter) => {
    setPast([...past, filter].slice(-MOST_STEPS))
    setFuture([])
    onChange(next)
  }
  // A copy, so that editors start from what it says and keep nothing of what was entered since.
  const undo = () => {
    const last = past.at(-1)
    if (!last) return
    setPast(past.slice(0, -1))
    setFuture([filter, ...future])
    onChange(structuredClone(last))
  }
  const redo = () => {
    const [next, ...rest] = future
    if (!next) return
    setPast([...past, filter])
    setFuture(rest)
    onChange(structuredClone(next))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || isTyping(event.target)) return
    event.preventDefault()
    event.stopPropagation()
    keepPlace()
    if (event.shiftKey) redo()
    else undo()
  }
  return { change, undo, redo, canUndo: past.length > 0, canRedo: future.length > 0, onKeyDown }
}

// Where text is entered the keys belong to the text.
function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !target.readOnly)
}
