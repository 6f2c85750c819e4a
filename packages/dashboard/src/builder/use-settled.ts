import { useEffect, useState } from 'react'

type Held<Value> = { value: Value; seen: Value; seenAtMs: number }

/**
 * A value that follows a changing one: a single change at once, in the very same drawing, further ones once nothing has
 * changed for so long.
 */
export function useSettled<Value>(value: Value, restMs: number): Value {
  const [held, setHeld] = useState<Held<Value>>({ value, seen: value, seenAtMs: Number.NEGATIVE_INFINITY })
  let settled = held.value
  if (value !== held.seen) {
    const nowMs = performance.now()
    if (nowMs - held.seenAtMs > restMs) settled = value
    setHeld({ value: settled, seen: value, seenAtMs: nowMs })
  }
  useEffect(() => {
    if (settled === value) return
    const resting = setTimeout(() => setHeld((last) => ({ ...last, value })), restMs)
    return () => clearTimeout(resting)
  }, [settled, value, restMs])
  return settled
}
