import type { Reply } from '@rollcall/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { usePollMs } from '../../live/connection.ts'
import type { FunnelSearch } from './search.ts'

export type FunnelCounts = Reply<'funnel.get'>
export type FunnelPerson = Reply<'funnel.people'>['data'][number]

const POLL_MS = 10_000

/** Whose funnel the address asks for. */
export function narrowedBy({ q, tag, segment }: FunnelSearch) {
  return { q, tag, segment }
}

/** The numbers of all stages, counted at one instant, live. */
export function useFunnel(search: FunnelSearch) {
  const narrowed = narrowedBy(search)
  return useQuery({
    queryKey: ['funnel', 'counts', narrowed],
    queryFn: ({ signal }) => client.funnel.get(narrowed, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: usePollMs(POLL_MS),
  })
}
