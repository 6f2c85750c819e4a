import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { type AskPage, type ListPage, pagesQuery } from './pages-query.ts'

/** A list of the API, page by page; `everyMs` keeps it live, by what is in it if it is a function. */
export function usePages<Item, P extends ListPage<Item> = ListPage<Item>>(
  queryKey: readonly unknown[],
  ask: AskPage<P>,
  { everyMs }: { everyMs?: number | false | ((items: Item[]) => number | false) } = {},
) {
  return useInfiniteQuery({
    ...pagesQuery<Item, P>(queryKey, ask),
    placeholderData: keepPreviousData,
    refetchInterval:
      typeof everyMs === 'function'
        ? ({ state }) => everyMs(state.data?.pages.flatMap(({ data }) => data) ?? [])
        : everyMs,
  })
}
