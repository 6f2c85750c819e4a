import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client, type Tag } from '../../api.ts'

const PAGE = 1_000
// More are not read again just because somebody looks at the page again.
const MANY = 2_000

/** All tags that a search finds, sorted and grouped where they are shown. */
export function useTagList(q: string | undefined) {
  return useQuery({
    queryKey: ['tags', 'all', q],
    queryFn: async ({ signal }) => {
      const all: Tag[] = []
      let after: string | undefined
      do {
        const reply = await client.tags.list({ q, limit: PAGE, after }, { signal })
        all.push(...reply.data)
        after = reply.next_cursor ?? undefined
      } while (after !== undefined)
      return all
    },
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: ({ state }) => (state.data?.length ?? 0) < MANY,
  })
}
