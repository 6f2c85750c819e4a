import type { Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { client } from '../api.ts'

/** A property that events of a name have. */
export type SeenProperty = Reply<'events.properties'>['data'][number]

const FRESH_MS = 60_000
const NO_NAMES: ReadonlyMap<string, number> = new Map()
const NO_PROPERTIES: SeenProperty[] = []

/** The events of one's own that were recorded, the most frequent first, with how many there are. */
export function useEventNames(needed: boolean): ReadonlyMap<string, number> {
  const { data } = useQuery({
    queryKey: ['events', 'names'],
    queryFn: ({ signal }) => client.events.names({ signal }),
    select: ({ data: names }) => new Map(names.map(({ name, count }) => [name, count])),
    enabled: needed,
    staleTime: FRESH_MS,
  })
  return data ?? NO_NAMES
}

/** What events of that name say; nothing of a name that nobody has recorded or that is still being written. */
export function useEventProperties(name: string | undefined): SeenProperty[] {
  const isKnown = useEventNames(name !== undefined).has(name ?? '')
  const { data } = useQuery({
    queryKey: ['events', 'properties', name],
    queryFn: ({ signal }) => client.events.properties({ name: name ?? '' }, { signal }),
    select: ({ data: properties }) => properties,
    enabled: isKnown,
    staleTime: FRESH_MS,
  })
  return data ?? NO_PROPERTIES
}
