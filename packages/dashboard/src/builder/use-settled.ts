import { useCallback, useEffect, useRef, useState } from 'react'

type Held<Value> = { value: Value; seen: Value; seenAtMs: number }

/**
 * A value that follows a changing one: a single change at once, in the very same drawing, further ones once nothing has
 * changed for so long. With it comes whether a change now would be a single one.
 */
export function useSettled<Value>(value: Value, restMs: number): [Value, () => boolean] {
  const [held, setHeld] = useState<Held<Value>>({ value, seen: value, seenAtMs: Number.NEGATIVE_INFINITY })
  const seenAtMs = useRef(held.seenAtMs)
  seenAtMs.current = held.seenAtMs
  const isAtRest = useCallback(() => performance.now() - seenAtMs.current > restMs, [restMs])
  let settled = held.value
  if (value !== held.seen) {
    if (isAtRest()) settled = value
    setHeld({ value: settled, seen: value, seenAtMs: performance.now() })
  }
  useEffect(() => {
    if (settled === value) return
    const resting = setTimeout(() => setHeld((last) => ({ ...last, value })), restMs)
    return () => clearTimeout(resting)
  }, [settled, value, restMs])
  return [settled, isAtRest]
}
