import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { type Found, KINDS, type Kind } from './kinds.ts'

/** What a text may mean, kind by kind: one that is slow or cannot be searched keeps no other back. */
export function useFound(q: string) {
  const searches = useQueries({
    queries: KINDS.map(({ name, find }) => ({
      queryKey: ['palette', name, q],
      queryFn: ({ signal }: { signal: AbortSignal }) => find(q, { signal }),
      enabled: q !== '',
      placeholderData: keepPreviousData<Found[]>,
      staleTime: 10_000,
    })),
  })
  const each = KINDS.map((kind, place) => ({ kind, ...searches[place] }))
  return {
    found: each.flatMap(({ kind, data }) => data?.map((found): [Kind, Found] => [kind, found]) ?? []),
    /** The kinds that could not be searched. */
    failed: each.flatMap(({ kind, isError }) => (isError && q !== '' ? kind.name : [])),
    isFetching: searches.some(({ isFetching }) => isFetching),
  }
}
