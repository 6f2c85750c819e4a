import type { Reply } from '@rollcall/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { client } from '../../api.ts'
import { usePollMs, useToldOptions } from '../../live/connection.ts'

/** A segment with how it grew and what uses it. */
export type ListedSegment = Reply<'segments.list'>['data'][number]

const PAGE = 100
// A thousand segments: beyond that the search is the way to one.
const MOST_PAGES = 10
const POLL_MS = 5_000
// Whoever passes through on the way from one segment to the next sees the list as it was, with the sizes that are told.
const STAY_MS = 5_000

/** All segments that a search finds, kept live; a list of names is short enough to be sorted where it is shown. */
export function useSegmentList(q: string | undefined) {
  const pollMs = usePollMs(POLL_MS)
  const query = useQuery({
    queryKey: ['segments', 'list', q],
    queryFn: async ({ signal }) => {
      const all: ListedSegment[] = []
      let after: string | undefined
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const reply = await client.segments.list(
          { q, limit: PAGE, after, includeTrend: true, includeUses: true },
          { signal },
        )
        all.push(...reply.data)
        if (!reply.next_cursor) break
        after = reply.next_cursor
      }
      return all
    },
    placeholderData: keepPreviousData,
    // What uses a segment is told along with it.
    meta: { families: ['campaigns', 'views'] },
    ...useToldOptions(),
    // What this page changed itself is shown at once; what is only old, to whoever stays.
    refetchOnMount: ({ state }) => state.isInvalidated,
    refetchInterval: pollMs,
  })
  const { isStale, refetch } = query
  useEffect(() => {
    if (!isStale) return
    const staying = setTimeout(() => void refetch({ cancelRefetch: false }), STAY_MS)
    return () => clearTimeout(staying)
  }, [isStale, refetch])
  return query
}
