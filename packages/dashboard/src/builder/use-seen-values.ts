import type { Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { client } from '../api.ts'

const NONE: ReadonlyMap<string, number> = new Map()
const FRESH_MS = 60_000
const MOST = 100

// One function, so that the same answer stays the same map.
function toCounts({ breakdown }: Reply<'segments.preview'>): ReadonlyMap<string, number> {
  return new Map(breakdown?.values.map(({ value, count }) => [value, count]))
}

/**
 * The values that people have, the most common first, with how many have each. They are counted over everybody, so they are
 * asked for when the pointer or the focus comes to what offers them: `near` goes to its wrapper.
 */
export function useSeenValues(by: string | undefined) {
  const [isNear, setNear] = useState(false)
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
