import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'

const AHEAD_PX = 1_200

/** How many of a long list are drawn so far: more as one comes near its end, which is where `end` has to stand. */
export function useRevealed(total: number, step: number): { shown: number; end: ReactNode } {
  const [shown, setShown] = useState(step)
  const reveal = useCallback(() => setShown((before) => before + step), [step])
  return { shown, end: shown < total ? <NearEnd key={shown} reached={reveal} /> : null }
}

function NearEnd({ reached }: { reached: () => void }) {
  const mark = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && reached(), {
      rootMargin: `${AHEAD_PX}px`,
    })
    if (mark.current) observer.observe(mark.current)
    return () => observer.disconnect()
  }, [reached])
  return <div ref={mark} aria-hidden />
}
