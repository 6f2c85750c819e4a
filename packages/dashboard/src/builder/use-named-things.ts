import type { NamedThings } from '@rollcall/filters'
import { useQuery } from '@tanstack/react-query'
import { client } from '../api.ts'

// Names alone: what this page changes of them is asked for anew at once.
const FRESH_MS = 60_000

/** The things of the project that conditions name one by one; nothing while they cannot be read. */
export function useNamedThings(needed: boolean): NamedThings | undefined {
  return useQuery({
    queryKey: ['named-things'],
    queryFn: ({ signal }) => client.names.list({ signal }),
    enabled: needed,
    staleTime: FRESH_MS,
    meta: { families: ['segments', 'campaigns', 'topics', 'pipelines'] },
  }).data
}
