import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client, type Tag } from '../../api.ts'

const PAGE = 100
// Two thousand tags: beyond that the search is the way to one.
const MOST_PAGES = 20

/** All tags that a search finds: few enough to be sorted and grouped where they are shown. */
export function useTagList(q: string | undefined) {
  return useQuery({
    queryKey: ['tags', 'all', q],
    queryFn: async ({ signal }) => {
      const all: Tag[] = []
      let after: string | undefined
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const reply = await client.tags.list({ q, limit: PAGE, after }, { signal })
        all.push(...reply.data)
        if (!reply.next_cursor) break
        after = reply.next_cursor
      }
      return all
    },
    placeholderData: keepPreviousData,
  })
}
