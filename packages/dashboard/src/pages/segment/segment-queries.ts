import { type Filter, referencesIn } from '@rollcall/filters'
import { queryOptions } from '@tanstack/react-query'
import { client, queryClient, type Segment } from '../../api.ts'
import { fieldsQuery } from '../../builder/fields-query.ts'
import { languageQuery } from '../../builder/language-query.ts'
import { previewQuery } from '../../builder/preview-query.ts'
import { atHand, briefly } from '../../parts/briefly.ts'
import { namedKinds, namedQuery } from '../../parts/named-query.ts'
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

/** Why some of those whom a filter matches can get no campaign. */
export const reasonsQuery = (filter: Filter) =>
  queryOptions({
    queryKey: ['preview', 'reasons', filter],
    queryFn: ({ signal }) =>
      client.campaigns.previewAudience({ audience: { include: audienceOf(filter) } }, { signal }),
  })

/** Asks for all that a segment's page shows at first, before it is drawn. */
export function askForSegment(id: string, { filters }: SegmentSearch): Promise<void> {
  return briefly([atHand(languageQuery), atHand(fieldsQuery), atHand(usesQuery(id)), askForRule(id, filters)])
}

async function askForRule(id: string, inAddress: Filter | undefined) {
  const segment = await atHand(segmentQuery(id))
  // why: a saved rule is a filter that the server has checked and normalised
  const filter = inAddress ?? (segment.filters as Filter | null)
  if (!filter) return
  const named = referencesIn(filter)
  await Promise.all([
    atHand(previewQuery(filter, { segment: id, withSample: true })),
    atHand(reasonsQuery(filter)),
    ...namedKinds.flatMap((kind) => named[kind]?.map((one) => atHand(namedQuery(kind, one))) ?? []),
  ])
}

function audienceOf(filter: Filter) {
  return filter.conditions.length === 0 ? { everyone: true as const } : { filters: filter }
}

function findInLists(id: string): { segment: Segment; readAt: number | undefined } | undefined {
  for (const [key, list] of queryClient.getQueriesData<Segment[]>({ queryKey: ['segments', 'list'] })) {
    const segment = list?.find((row) => row.id === id)
    if (segment) return { segment, readAt: queryClient.getQueryState(key)?.dataUpdatedAt }
  }
  return undefined
}
