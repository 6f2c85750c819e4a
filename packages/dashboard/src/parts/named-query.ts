import { queryOptions } from '@tanstack/react-query'
import { client, queryClient } from '../api.ts'

/** What is picked by its name. */
type Named = { id: string; name: string }
type NamedThing = Named & { count: number }
type Source = {
  list: (q: string | undefined, signal: AbortSignal) => Promise<NamedThing[]>
  get: (id: string, signal: AbortSignal) => Promise<Named>
  none: string
}

const LIMIT = 50

export type NamedKind = 'tag' | 'segment' | 'campaign'

/** How each kind is searched, and one of it is read. */
export const namedSources: Record<NamedKind, Source> = {
  tag: {
    list: async (q, signal) =>
      (await client.tags.list({ q, limit: LIMIT }, { signal })).data.map((tag) => ({
        ...tag,
        count: tag.contactCount,
      })),
    get: (id, signal) => client.tags.get(id, { signal }),
    none: 'No tag is called that.',
  },
  segment: {
    list: async (q, signal) => (await client.segments.list({ q, limit: LIMIT }, { signal })).data,
    get: (id, signal) => client.segments.get(id, { signal }),
    none: 'No segment is called that.',
  },
  // Those that were sent: of the others there is nothing to tell.
  campaign: {
    list: async (q, signal) =>
      (await client.campaigns.list({ q, limit: LIMIT }, { signal })).data
        .filter(({ launchedAt }) => launchedAt !== null)
        .map(({ id, name, results }) => ({ id, name, count: results.sent })),
    get: (id, signal) => client.campaigns.get(id, { signal }),
    none: 'No campaign that was sent is called that.',
  },
}

/** One of them by its id. */
export const namedQuery = (kind: NamedKind, id: string) =>
  queryOptions({
    queryKey: [`${kind}s`, 'named', id],
    queryFn: ({ signal }): Promise<Named> => namedSources[kind].get(id, signal),
    staleTime: 60_000,
  })

/** Takes one over from an answer that names it, so that it is not asked for by itself. */
export function knowNamed(kind: NamedKind, named: Named) {
  queryClient.setQueryData(namedQuery(kind, named.id).queryKey, named)
}
