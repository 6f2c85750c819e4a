import type { Reply } from '@rollcall/sdk'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { client } from '../../api.ts'
import type { DeliveryState } from './search.ts'

export type Delivery = Reply<'campaigns.deliveries'>['data'][number]

type Asked = { campaign: string; state: DeliveryState | undefined; reason: string | undefined; isLive: boolean }

const PAGE_SIZE = 100
const LIVE_MS = 2_000
const ROWS_AHEAD = 60

/** The deliveries of a campaign as one scrolls; what is read further down than a page stands still under the reader. */
export function useDeliveries(asked: Asked) {
  const { campaign, state, reason, isLive } = asked
  const query = useInfiniteQuery({
    queryKey: ['campaigns', 'deliveries', campaign, state, reason, isLive],
    queryFn: ({ pageParam, signal }) => readPage(asked, { after: pageParam, signal }),
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

/** A page of those with the reason, if one is asked for: the list of the API has them among the others of their state. */
async function readPage({ campaign, state, reason }: Asked, page: { after: string | undefined; signal: AbortSignal }) {
  const data: Delivery[] = []
  let after: string | undefined = page.after
  do {
    const read: Reply<'campaigns.deliveries'> = await client.campaigns.deliveries(
      campaign,
      { state, limit: PAGE_SIZE, after },
      { signal: page.signal },
    )
    data.push(...read.data.filter((delivery) => reason === undefined || delivery.reason === reason))
    after = read.next_cursor ?? undefined
  } while (after !== undefined && data.length < PAGE_SIZE)
  return { data, next_cursor: after ?? null }
}
