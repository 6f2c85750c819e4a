import { useEffect, useRef } from 'react'

// Long enough that a pointer on its way to something else asks for nothing.
const REST_MS = 80

/** Calls back when the pointer rests on an element, or the focus does. */
export function useRest(callback: () => void) {
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const leave = () => clearTimeout(resting.current)
  const come = () => {
    leave()
    resting.current = setTimeout(callback, REST_MS)
  }
  useEffect(() => () => clearTimeout(resting.current), [])
  return { onPointerEnter: come, onPointerLeave: leave, onFocus: come, onBlur: leave }
}
