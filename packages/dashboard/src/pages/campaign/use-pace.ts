import { useEffect, useRef, useState } from 'react'
import { type Pace, paceOf, type Sample, withSample } from './pace-of.ts'

/** The pace that this page has seen; a campaign that does not run has none. */
export function usePace(left: number | undefined, isRunning: boolean, askedAtMs: number): Pace | undefined {
  const samples = useRef<Sample[]>([])
  const [pace, setPace] = useState<Pace>()
  useEffect(() => {
    samples.current = isRunning && left !== undefined ? withSample(samples.current, { atMs: askedAtMs, left }) : []
    setPace(paceOf(samples.current))
  }, [left, isRunning, askedAtMs])
  return pace
}
