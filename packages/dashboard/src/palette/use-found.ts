import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client } from '../api.ts'
import { callingOf } from '../parts/calling-of.ts'
import { countText } from '../parts/number-text.ts'
import type { Recent } from '../recent.ts'

const EACH = 5

/** Something in the project that a text may mean. */
export type Found = {
  kind: Recent['kind'] | 'tag' | 'view' | 'template' | 'form'
  group: string
  id: string
  label: string
  note?: string | undefined
}

type Search = { name: string; find: (q: string, options: { signal: AbortSignal }) => Promise<Found[]> }

const PEOPLE: Search = {
  name: 'People',
  find: async (q, options) => {
    const { data, approximate } = await client.contacts.search({ q, limit: EACH }, options)
    const group = approximate ? 'People with a similar name' : 'People'
    return data.map((contact) => {
      return { kind: 'contact', group, id: contact.id, label: callingOf(contact), note: contact.name ?? undefined }
    })
  },
}

const SEGMENTS: Search = {
  name: 'Segments',
  find: async (q, options) =>
    (await client.segments.list({ q, limit: EACH }, options)).data.map(({ id, name, count }) => {
      return { kind: 'segment', group: 'Segments', id, label: name, note: countText(count, 'person', 'people') }
    }),
}

const CAMPAIGNS: Search = {
  name: 'Campaigns',
  find: async (q, options) =>
    (await client.campaigns.list({ q, limit: EACH }, options)).data.map(({ id, name, status }) => {
      return { kind: 'campaign', group: 'Campaigns', id, label: name, note: status }
    }),
}

const TAGS: Search = {
  name: 'Tags',
  find: async (q, options) =>
    (await client.tags.list({ q, limit: EACH }, options)).data.map(({ id, name, contactCount }) => {
      return { kind: 'tag', group: 'Tags', id, label: name, note: countText(contactCount, 'person', 'people') }
    }),
}

const VIEWS: Search = {
  name: 'Saved views',
  find: async (q, options) =>
    (await client.views.list(options)).data
      .filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()))
      .slice(0, EACH)
      .map(({ id, name }) => ({ kind: 'view', group: 'Saved views', id, label: name })),
}

const TEMPLATES: Search = {
  name: 'Templates',
  find: async (q, options) =>
    (await client.templates.list({ q, limit: EACH }, options)).data.map(({ id, name, subject }) => {
      return { kind: 'template', group: 'Templates', id, label: name, note: subject ?? undefined }
    }),
}

const FORMS: Search = {
  name: 'Forms',
  find: async (q, options) =>
    (await client.forms.list({ q, limit: EACH }, options)).data.map(({ id, name }) => {
      return { kind: 'form', group: 'Forms', id, label: name }
    }),
}

/** What a text may mean, kind by kind: one that is slow or cannot be searched keeps no other back. */
export function useFound(q: string) {
  const searches = [
    useSearch(PEOPLE, q),
    useSearch(SEGMENTS, q),
    useSearch(CAMPAIGNS, q),
    useSearch(TAGS, q),
    useSearch(VIEWS, q),
    useSearch(TEMPLATES, q),
    useSearch(FORMS, q),
  ]
  return {
    found: searches.flatMap(({ data }) => data ?? []),
    /** The kinds that could not be searched. */
    failed: searches.flatMap(({ name, isError }) => (isError ? name : [])),
    isFetching: searches.some(({ isFetching }) => isFetching),
  }
}

function useSearch({ name, find }: Search, q: string) {
  const { data, isError, isFetching } = useQuery({
    queryKey: ['palette', name, q],
    queryFn: ({ signal }) => find(q, { signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
  return { name, data, isError: isError && q !== '', isFetching }
}
