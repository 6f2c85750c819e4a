import { queryOptions } from '@tanstack/react-query'
import { client } from '../api.ts'

/** What is picked by its name. */
export type NamedThing = { id: string; name: string; count: number }
type Source = {
  list: (q: string | undefined, signal: AbortSignal) => Promise<NamedThing[]>
  get: (id: string, signal: AbortSignal) => Promise<NamedThing>
  none: string
}

const LIMIT = 50

export const namedKinds = ['tag', 'segment', 'campaign'] as const
export type NamedKind = (typeof namedKinds)[number]

/** How each kind is searched, and one of it is read. */
export const namedSources: Record<NamedKind, Source> = {
  tag: {
    list: async (q, signal) =>
      (await client.tags.list({ q, limit: LIMIT }, { signal })).data.map((tag) => ({
        ...tag,
        count: tag.contactCount,
      })),
    get: async (id, signal) => {
      const tag = await client.tags.get(id, { signal })
      return { ...tag, count: tag.contactCount }
    },
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
    get: async (id, signal) => ({ ...(await client.campaigns.get(id, { signal })), count: 0 }),
    none: 'No campaign that was sent is called that.',
  },
}

/** One of them by its id, with how many people it holds. */
export const namedQuery = (kind: NamedKind, id: string) =>
  queryOptions({
    queryKey: [`${kind}s`, 'named', id],
    queryFn: ({ signal }) => namedSources[kind].get(id, signal),
    staleTime: 60_000,
  })
