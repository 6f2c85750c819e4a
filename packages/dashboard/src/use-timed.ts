import { useCallback, useRef } from 'react'

type Timed = <Result>(ask: () => Promise<Result>) => Promise<Result>

/** Asks, and keeps how many milliseconds the last answer took. */
export function useTimed(): [timed: Timed, tookMs: () => number] {
  const took = useRef(0)
  const timed: Timed = useCallback(async (ask) => {
    const startedAtMs = performance.now()
    const result = await ask()
    took.current = performance.now() - startedAtMs
    return result
  }, [])
  return [timed, useCallback(() => took.current, [])]
}
