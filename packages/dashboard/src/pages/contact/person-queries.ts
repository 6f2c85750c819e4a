import type { Reply } from '@rollcall/sdk'
import { queryOptions } from '@tanstack/react-query'
import { type Contact, client, queryClient } from '../../api.ts'
import { fieldsQuery } from '../../builder/fields-query.ts'
import { atHand, briefly } from '../../parts/briefly.ts'
import { pagesQuery } from '../../parts/pages-query.ts'
import { CHIPS, type PersonSearch } from './search.ts'
import type { Entry } from './timeline-entry.ts'

const STAGES_SHOWN = 5
// A channel whose last word is older than so many others is shown by its state alone.
const CONSENTS_LOOKED_BACK = 100
const OPPORTUNITIES_SHOWN = 50
const ENTRIES_SHOWN = 20

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'one', id],
    queryFn: ({ signal }) => client.contacts.get(id, { signal }),
    // Whoever comes from a list has them at hand already.
    initialData: () => findInLists(id)?.contact,
    initialDataUpdatedAt: () => findInLists(id)?.readAt,
  })

export const tagsQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'tags', id],
    queryFn: ({ signal }) => client.contacts.tags(id, { signal }),
  })

export const topicsQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'topics', id],
    queryFn: ({ signal }) => client.contacts.topics(id, { signal }),
  })

/** When they were written to, and last opened and clicked. */
export const engagementQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'engagement', id],
    queryFn: ({ signal }) => client.contacts.engagement(id, { signal }),
  })

/** What they said of channels and topics, newest first. */
export const consentQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'consent', id],
    queryFn: ({ signal }) =>
      client.contacts.timeline(id, { kinds: 'consent,topic', limit: CONSENTS_LOOKED_BACK }, { signal }),
  })

export const membershipsQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'segments', id],
    queryFn: ({ signal }) => client.contacts.segments(id, { signal }),
  })

/** The latest moves through the funnel. */
export const funnelQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'timeline', id, 'funnel'],
    queryFn: ({ signal }) => client.contacts.timeline(id, { kinds: 'funnel', limit: STAGES_SHOWN }, { signal }),
  })

export const opportunitiesQuery = (id: string) =>
  queryOptions({
    queryKey: ['opportunities', 'of', id],
    queryFn: ({ signal }) => client.opportunities.list({ contact: id, limit: OPPORTUNITIES_SHOWN }, { signal }),
  })

export const pipelinesQuery = queryOptions({
  queryKey: ['pipelines', 'all'],
  queryFn: ({ signal }) => client.pipelines.list({ limit: 100 }, { signal }),
  staleTime: 10_000,
})

/** What happened to them, page by page. */
export function timelineQuery(id: string, { show, entry }: PersonSearch) {
  const kinds = CHIPS.find((chip) => chip.id === show)?.kinds
  return pagesQuery<Entry>(['contacts', 'timeline', id, kinds, entry], ({ query, options }) =>
    client.contacts.timeline(id, { ...query, limit: ENTRIES_SHOWN, kinds, from: entry }, options),
  )
}

/** All of these at once; each is then at hand by itself. */
const profileQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'profile', id],
    queryFn: async ({ signal }) => {
      const { contact, engagement, tags, topics, consent, funnel, opportunities, segments } =
        await client.contacts.profile(id, {
          signal,
        })
      queryClient.setQueryData(personQuery(id).queryKey, contact)
      queryClient.setQueryData(engagementQuery(id).queryKey, engagement)
      queryClient.setQueryData(tagsQuery(id).queryKey, tags)
      queryClient.setQueryData(topicsQuery(id).queryKey, topics)
      queryClient.setQueryData(consentQuery(id).queryKey, consent)
      queryClient.setQueryData(funnelQuery(id).queryKey, funnel)
      queryClient.setQueryData(opportunitiesQuery(id).queryKey, opportunities)
      queryClient.setQueryData(membershipsQuery(id).queryKey, segments)
      return id
    },
  })

/** Asks for all that a person's page shows, before it is drawn. */
export function askForPerson(id: string, search: PersonSearch): Promise<void> {
  return briefly([
    atHand(profileQuery(id)),
    atHand(fieldsQuery),
    atHand(pipelinesQuery),
    queryClient.ensureInfiniteQueryData({ ...timelineQuery(id, search), revalidateIfStale: true }),
  ])
}

function findInLists(id: string): { contact: Contact; readAt: number | undefined } | undefined {
  for (const [key, page] of queryClient.getQueriesData<Reply<'contacts.search'>>({ queryKey: ['contacts', 'page'] })) {
    const contact = page?.data.find((row) => row.id === id)
    if (contact) return { contact, readAt: queryClient.getQueryState(key)?.dataUpdatedAt }
  }
  return undefined
}
