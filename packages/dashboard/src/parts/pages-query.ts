import { infiniteQueryOptions } from '@tanstack/react-query'

export type ListPage<Item> = { data: Item[]; next_cursor: string | null }
/** Asks for one page of a list. */
export type AskPage<P> = (page: {
  query: { limit: number; after?: string }
  options: { signal: AbortSignal }
}) => Promise<P>

const PAGE_SIZE = 50

/** How a list of the API is read, page by page. */
export function pagesQuery<Item, P extends ListPage<Item> = ListPage<Item>>(
  queryKey: readonly unknown[],
  ask: AskPage<P>,
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => ask({ query: { limit: PAGE_SIZE, after: pageParam }, options: { signal } }),
    initialPageParam: undefined as string | undefined, // why: the first page starts nowhere
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}
