import type { Query, Reply } from '@rollcall/sdk'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { client } from '../../api.ts'
import type { Did, ResultsSearch } from './search.ts'

export type Delivery = Reply<'campaigns.deliveries'>['data'][number]
export type Wanted = Pick<ResultsSearch, 'state' | 'reason' | 'q' | 'did'>

const PAGE_SIZE = 100
const LIVE_MS = 2_000
const ROWS_AHEAD = 60

/** The deliveries that are wanted as one scrolls; what is read further down than a page stands still under the reader. */
export function useDeliveries({ campaign, wanted, isLive }: { campaign: string; wanted: Wanted; isLive: boolean }) {
  const asked = askedFor(wanted)
  const query = useInfiniteQuery({
    queryKey: ['deliveries', campaign, asked, isLive],
    queryFn: ({ pageParam, signal }) =>
      client.campaigns.deliveries(campaign, { ...asked, limit: PAGE_SIZE, after: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined, // why: the first page starts nowhere
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => isLive && (data?.pages.length ?? 0) <= 1 && LIVE_MS,
  })
  const rows = query.data?.pages.flatMap(({ data }) => data) ?? []
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const known = rows.length
  const onSight = useCallback(
    (_first: number, last: number) => {
      if (hasNextPage && !isFetchingNextPage && last + ROWS_AHEAD > known) void fetchNextPage()
    },
    [hasNextPage, isFetchingNextPage, fetchNextPage, known],
  )
  return { ...query, rows, onSight }
}

/** The same deliveries as a file, which the browser downloads with the session, however large it is. */
export function fileAddress(campaign: string, wanted: Wanted): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(askedFor(wanted))) if (value !== undefined) query.set(key, String(value))
  return `/v1/campaigns/${encodeURIComponent(campaign)}/deliveries.csv?${query}`
}

type Filters = Query<'campaigns.exportDeliveries'>

const DID: Record<Did, Filters> = {
  opened: { opened: true },
  unopened: { opened: false },
  clicked: { clicked: true },
  unclicked: { clicked: false },
}

function askedFor({ state, reason, q, did }: Wanted): Filters {
  return { state, reason, q, ...(did && DID[did]) }
}
