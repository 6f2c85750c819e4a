import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'

type Page<Item> = { data: Item[]; next_cursor: string | null }
type Ask = { query: { limit: number; after?: string | undefined }; options: { signal: AbortSignal } }

const PAGE_SIZE = 100
// Asking this many rows ahead keeps scrolling ahead of the network.
const ROWS_AHEAD = 60
// So many answers in a row without a row, a few seconds of them, and the person says whether to look on.
const PATIENCE = 20

/**
 * A list of the API as one scrolls; a page that holds few, because it took long to look through, is followed by the next at
 * once, until nothing was found for so long that it stops (`isTired`) before somebody says to `goOn`. `everyMs` keeps it live;
 * what is read further down than a page stands still under the reader.
 */
export function useLongList<Item, P extends Page<Item> = Page<Item>>(
  queryKey: readonly unknown[],
  ask: (page: Ask) => Promise<P>,
  { everyMs }: { everyMs: number | false },
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => ask({ query: { limit: PAGE_SIZE, after: pageParam }, options: { signal } }),
    initialPageParam: undefined as string | undefined, // why: the first page starts nowhere
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data?.pages.length ?? 0) <= 1 && everyMs,
  })
  const pages = query.data?.pages
  const rows = useMemo(() => pages?.flatMap(({ data }) => data) ?? [], [pages])
  const [lastInSight, setLastInSight] = useState(0)
  const onSight = useCallback((_first: number, last: number) => setLastInSight(last), [])
  const { hasNextPage, isFetching, isError, isPlaceholderData, fetchNextPage } = query
  const list = JSON.stringify(queryKey)
  const [granted, setGranted] = useState({ list, answers: 0 })
  const idle = countIdle(pages ?? [])
  const isTired = hasNextPage && idle >= PATIENCE + (granted.list === list ? granted.answers : 0)
  const goOn = () => setGranted({ list, answers: idle })
  const isWanted = hasNextPage && !isTired && !isError && !isPlaceholderData && lastInSight + ROWS_AHEAD > rows.length
  useEffect(() => {
    if (isWanted && !isFetching) void fetchNextPage()
  }, [isWanted, isFetching, fetchNextPage])
  return { ...query, rows, onSight, isTired, goOn }
}

/** How many answers at the end brought nothing. */
function countIdle(pages: Page<unknown>[]): number {
  const lastUseful = pages.findLastIndex(({ data }) => data.length > 0)
  return pages.length - 1 - lastUseful
}
