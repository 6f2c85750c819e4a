import { useQuery } from '@tanstack/react-query'
import { client } from '../api.ts'

const NONE: ReadonlyMap<string, number> = new Map()
const FRESH_MS = 60_000
const MOST = 100

/** The values that people have, the most common first, with how many have each. */
export function useSeenValues(by: string | undefined): ReadonlyMap<string, number> {
  const { data } = useQuery({
    queryKey: ['preview', 'seen', by],
    queryFn: ({ signal }) =>
      client.segments.preview({ filters: {}, breakdown: { by: by ?? '', top: MOST } }, { signal }),
    select: ({ breakdown }) => new Map(breakdown?.values.map(({ value, count }) => [value, count])),
    enabled: by !== undefined,
    staleTime: FRESH_MS,
  })
  return data ?? NONE
}
