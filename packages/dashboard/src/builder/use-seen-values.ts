import type { Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { client } from '../api.ts'

const NONE: ReadonlyMap<string, number> = new Map()
const FRESH_MS = 60_000
const MOST = 100

// One function, so that the same answer stays the same map.
function toCounts({ breakdown }: Reply<'segments.preview'>): ReadonlyMap<string, number> {
  return new Map(breakdown?.values.map(({ value, count }) => [value, count]))
}

/** The values that people have, the most common first, with how many have each. */
export function useSeenValues(by: string | undefined): ReadonlyMap<string, number> {
  const { data } = useQuery({
    queryKey: ['preview', 'seen', by],
    queryFn: ({ signal }) =>
      client.segments.preview({ filters: {}, breakdown: { by: by ?? '', top: MOST } }, { signal }),
    select: toCounts,
    enabled: by !== undefined,
    staleTime: FRESH_MS,
  })
  return data ?? NONE
}
