import { type Filter, taggedWith } from '@rollcall/filters'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client } from '../api.ts'
import { callingOf } from '../parts/calling-of.ts'
import { countText } from '../parts/number-text.ts'
import type { Recent } from '../recent.ts'

const EACH = 5

/** What a search of the project has found. */
export type Found = {
  records: (Recent & { group: string; note?: string })[]
  tags: { id: string; label: string; note: string; filters: Filter }[]
}

/** People, segments, campaigns and tags that a text may mean. */
export function useFound(q: string) {
  return useQuery({
    queryKey: ['palette', q],
    queryFn: ({ signal }) => find(q, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
}

async function find(q: string, signal: AbortSignal): Promise<Found> {
  const asked = { q, limit: EACH }
  const [contacts, segments, campaigns, tags] = await Promise.all([
    client.contacts.search(asked, { signal }),
    client.segments.list(asked, { signal }),
    client.campaigns.list(asked, { signal }),
    client.tags.list(asked, { signal }),
  ])
  return {
    records: [
      ...contacts.data.map((contact) => ({
        ...({
          kind: 'contact',
          group: contacts.approximate ? 'People with a similar name' : 'People',
          id: contact.id,
          label: callingOf(contact),
        } as const),
        note: contact.name ?? undefined,
      })),
      ...segments.data.map(({ id, name, count }) => ({
        ...({ kind: 'segment', group: 'Segments', id, label: name } as const),
        note: countText(count, 'person', 'people'),
      })),
      ...campaigns.data.map(({ id, name, status }) => {
        return { kind: 'campaign', group: 'Campaigns', id, label: name, note: status } as const
      }),
    ],
    tags: tags.data.map(({ id, name, contactCount }) => {
      return { id, label: name, note: countText(contactCount, 'person', 'people'), filters: taggedWith(id) }
    }),
  }
}
