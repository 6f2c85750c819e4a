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

/** The numbers of all stages, counted at one instant, live; of the lost ones alone, or without them, as the address asks. */
export function useFunnel(search: FunnelSearch) {
  const narrowed = narrowedBy(search)
  return useQuery({
    queryKey: ['funnel', 'counts', narrowed],
    queryFn: ({ signal }) => client.funnel.get(narrowed, { signal }),
    select: (counts) => narrowedToLost(counts, search.lost),
    placeholderData: keepPreviousData,
    refetchInterval: usePollMs(POLL_MS),
  })
}

/** The same numbers of the lost ones alone, or of all others. */
function narrowedToLost(counts: FunnelCounts, lost: FunnelSearch['lost']): FunnelCounts {
  if (lost === undefined) return counts
  const isOnly = lost === 'only'
  const stages = counts.stages.map((row) => {
    return { ...row, count: isOnly ? row.lost : row.count - row.lost, lost: isOnly ? row.lost : 0 }
  })
  const sum = (of: typeof stages) => of.reduce((total, { count }) => total + count, 0)
  return {
    ...counts,
    stages: stages.map((row, place) => ({ ...row, reached: sum(stages.slice(place)) })),
    total: sum(stages),
    lost: isOnly ? counts.lost : 0,
  }
}
