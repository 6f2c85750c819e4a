import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'

type Page<Item> = { data: Item[]; next_cursor: string | null }
type Ask = { query: { limit: number; after?: string }; options: { signal: AbortSignal } }

const PAGE_SIZE = 50

/** A list of the API, page by page; `everyMs` keeps it live. */
export function usePages<Item, P extends Page<Item> = Page<Item>>(
  queryKey: readonly unknown[],
  ask: (page: Ask) => Promise<P>,
  { everyMs }: { everyMs?: number | false } = {},
) {
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => ask({ query: { limit: PAGE_SIZE, after: pageParam }, options: { signal } }),
    initialPageParam: undefined as string | undefined, // why: the first page starts nowhere
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
  })
}
