import type { Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { client } from '../api.ts'

const NONE: ReadonlyMap<string, number> = new Map()
const FRESH_MS = 60_000
const MOST = 100
const MOMENT_MS = 1_000

// One function, so that the same answer stays the same map.
function toCounts({ breakdown }: Reply<'segments.preview'>): ReadonlyMap<string, number> {
  return new Map(breakdown?.values.map(({ value, count }) => [value, count]))
}

/**
 * The values that people have, the most common first, with how many have each. They are counted over everybody, so the page
 * comes first: they are asked for when the pointer or the focus comes to what offers them (`near` goes to its wrapper), or
 * after a moment.
 */
export function useSeenValues(by: string | undefined) {
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    const waiting = setTimeout(() => setNear(true), MOMENT_MS)
    return () => clearTimeout(waiting)
  }, [])
  const near = useMemo(() => ({ onPointerEnter: () => setNear(true), onFocus: () => setNear(true) }), [])
  const { data } = useQuery({
    queryKey: ['preview', 'seen', by],
    queryFn: ({ signal }) =>
      client.segments.preview({ filters: {}, breakdown: { by: by ?? '', top: MOST } }, { signal }),
    select: toCounts,
    enabled: by !== undefined && isNear,
    staleTime: FRESH_MS,
  })
  return { seen: data ?? NONE, near }
}
