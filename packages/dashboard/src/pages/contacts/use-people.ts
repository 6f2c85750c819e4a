import type { Filter } from '@rollcall/filters'
import type { Reply } from '@rollcall/sdk'
import { keepPreviousData, queryOptions, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { type Contact, client, queryClient } from '../../api.ts'
import { usePollMs } from '../../live/connection.ts'
import type { Sort } from '../../parts/column.ts'
import { type PageStarts, startsOf, startsWith } from '../../parts/page-starts.ts'

const PAGE_SIZE = 100
const POLL_MS = 10_000
// Asking this many rows ahead keeps scrolling ahead of the network.
const ROWS_AHEAD = 60

type PeopleQuery = {
  filters: Filter
  q?: string
  view?: string
  sort?: Sort
  /** Whether a column shows what follows from messages. */
  engagement?: boolean
}

// Whoever comes back from a person finds the list as long as it was.
let lastKnown: PageStarts | undefined

/**
 * The people that match, with their exact number. Only the pages in sight are asked for and kept live, each from where the
 * one before it ended: a million rows cost no more than a hundred, and nothing moves under the reader when others load.
 */
export function usePeople({ filters, q, view, sort, engagement }: PeopleQuery, enabled: boolean) {
  const everyMs = usePollMs(POLL_MS)
  const list = listOf({ filters, q, view, sort, engagement })
  const [kept, setKept] = useState<PageStarts>(() => lastKnown ?? startsOf(list))
  const [sight, setSight] = useState({ list, first: 0, last: 0 })
  const known = kept.list === list ? kept : startsOf(list)
  const places = sight.list === list ? pagesAfter(sight, known.starts.length) : []
  const first = useQuery({ ...pageQuery(list, undefined, everyMs), placeholderData: keepPreviousData, enabled })
  const later = useQueries({
    queries: places.map((place) => ({ ...pageQuery(list, known.starts[place], everyMs), enabled })),
    combine: toPages,
  })
  const next = startsWith(known, [
    [0, first.isPlaceholderData ? undefined : first.data?.next_cursor],
    ...places.map((place, at): [number, string | null | undefined] => [place, later.pages[at]?.next_cursor]),
  ])
  if (next !== kept && enabled) setKept(next)
  lastKnown = next
  const onSight = useCallback((from: number, to: number) => setSight({ list, first: from, last: to }), [list])
  const total = first.data?.total
  const [firstPage, laterPages, from = 1] = [first.data, later.pages, places[0]]
  // The same as long as the people are: a table draws what is out of sight only when they change.
  const rowAt = useCallback(
    (place: number) => {
      const page = Math.floor(place / PAGE_SIZE)
      return (page === 0 ? firstPage : laterPages[page - from])?.data[place % PAGE_SIZE]
    },
    [firstPage, laterPages, from],
  )
  return {
    list,
    /** Who is asked for, in whatever order. */
    question: listOf({ filters, q, view }),
    total,
    tookMs: first.data?.tookMs,
    /** Nobody matches the search; these are people with a similar name, address or number. */
    isApproximate: first.data?.approximate ?? false,
    /** How many rows can be scrolled to by now. */
    count: Math.min(total ?? 0, next.starts.length * PAGE_SIZE),
    rowAt,
    isStale: first.isPlaceholderData,
    error: first.error ?? later.error,
    retry: () => void queryClient.refetchQueries({ queryKey: ['contacts', 'page', list], type: 'active' }),
    onSight,
    /** Asks for another list, so that its answer is on its way before the page is drawn anew. */
    askAhead: (change: Partial<PeopleQuery>) => {
      if (enabled) void queryClient.prefetchQuery(firstPeopleQuery({ filters, q, view, sort, engagement, ...change }))
    },
    /** Everyone read so far, in their order. */
    listRead: () => next.starts.flatMap((start) => queryClient.getQueryData<Page>(keyOf(list, start))?.data ?? []),
  }
}

export type People = ReturnType<typeof usePeople>

type Page = Reply<'contacts.search'>

function toPages(queries: UseQueryResult<Page>[]) {
  return { pages: queries.map(({ data }) => data), error: queries.find(({ error }) => error)?.error ?? null }
}

function listOf({ filters, q, view, sort, engagement }: PeopleQuery): string {
  const asked = { q, sort, engagement: engagement || undefined }
  return JSON.stringify(view ? { view, ...asked } : { filters, ...asked })
}

/** The first page of a list. */
export const firstPeopleQuery = (query: PeopleQuery) => pageQuery(listOf(query), undefined, false)

const keyOf = (list: string, start: string | undefined) => ['contacts', 'page', list, start ?? null]

function pageQuery(list: string, start: string | undefined, everyMs: number | false) {
  return queryOptions({
    queryKey: keyOf(list, start),
    queryFn: ({ signal }) =>
      client.contacts.search({ ...JSON.parse(list), limit: PAGE_SIZE, after: start }, { signal }),
    refetchInterval: everyMs,
  })
}

/** The pages after the first that the rows in sight, and those just below, are on. */
function pagesAfter({ first, last }: { first: number; last: number }, known: number): number[] {
  const from = Math.max(1, Math.floor(first / PAGE_SIZE))
  const to = Math.min(known - 1, Math.floor((last + ROWS_AHEAD) / PAGE_SIZE))
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, place) => from + place)
}

/** What a change of a person does to the pages that show them. */
export function editedPage(id: string, edit: (contact: Contact) => Contact) {
  return (page: Page): Page => ({ ...page, data: page.data.map((row) => (row.id === id ? edit(row) : row)) })
}
