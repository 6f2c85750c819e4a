import type { Filter } from '@rollcall/filters'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import type { Sort } from '../../parts/column.ts'

const PAGE_SIZE = 100

export type PeopleQuery = { filters: Filter; q?: string; view?: string; sort?: Sort }

/** The people that match, page by page, with their exact number. */
export function usePeople({ filters, q, view, sort }: PeopleQuery, enabled: boolean) {
  const asked = view ? { view, q, sort } : { filters, q, sort }
  return useInfiniteQuery({
    queryKey: ['contacts', 'search', asked],
    queryFn: ({ pageParam, signal }) =>
      client.contacts.search({ ...asked, limit: PAGE_SIZE, after: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined, // why: the first page starts nowhere
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
  })
}
