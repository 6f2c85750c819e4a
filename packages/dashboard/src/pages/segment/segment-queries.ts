import type { Filter } from '@rollcall/filters'
import { queryOptions } from '@tanstack/react-query'
import { client, queryClient, type Segment } from '../../api.ts'
import { fieldsQuery } from '../../builder/fields-query.ts'
import { languageQuery } from '../../builder/language-query.ts'
import { previewQuery } from '../../builder/preview-query.ts'
import { toldOptions } from '../../live/connection.ts'
import { atHand, briefly } from '../../parts/briefly.ts'
import type { SegmentSearch } from './search.ts'

export const segmentQuery = (id: string) =>
  queryOptions({
    queryKey: ['segments', 'one', id],
    queryFn: ({ signal }) => client.segments.get(id, { signal }),
    // Whoever comes from the list has it at hand already.
    initialData: () => findInLists(id)?.segment,
    initialDataUpdatedAt: () => findInLists(id)?.readAt,
  })

/** What uses it right now. */
export const usesQuery = (id: string) =>
  queryOptions({
    queryKey: ['segments', 'uses', id],
    queryFn: ({ signal }) => client.segments.uses(id, { signal }),
  })

/** Asks for all that a segment's page shows at first, before it is drawn. */
export function askForSegment(id: string, { filters }: SegmentSearch): Promise<void> {
  return briefly([atHand(languageQuery), atHand(fieldsQuery), atHand(usesQuery(id)), askForRule(id, filters)])
}

async function askForRule(id: string, inAddress: Filter | undefined) {
  const segment = await atHand({ ...segmentQuery(id), ...toldOptions() })
  // why: a saved rule is a filter that the server has checked and normalised
  const filter = inAddress ?? (segment.filters as Filter | null)
  if (filter) await atHand(previewQuery(filter, { segment: id, withPeople: true }))
}

function findInLists(id: string): { segment: Segment; readAt: number | undefined } | undefined {
  for (const [key, list] of queryClient.getQueriesData<Segment[]>({ queryKey: ['segments', 'list'] })) {
    const segment = list?.find((row) => row.id === id)
    if (segment) return { segment, readAt: queryClient.getQueryState(key)?.dataUpdatedAt }
  }
  return undefined
}
