import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { queryClient } from '../../api.ts'
import { usePollMs } from '../../live/connection.ts'
import { type PageStarts, startsOf, startsWith } from '../page-starts.ts'

const COLUMN_PAGE = 50
const POLL_MS = 10_000
// Asking this many cards ahead keeps scrolling ahead of the network.
const ROWS_AHEAD = 30

type Page<Item> = { data: Item[]; next_cursor: string | null; total: number }
type Ask<Item> = (page: { limit: number; after?: string }, options: { signal: AbortSignal }) => Promise<Page<Item>>

type Options<Item> = {
  /** Before the start of the page, then the list: [...column, null] starts the keys of all first pages of a column. */
  column: readonly string[]
  /** Which of the column's cards, as JSON. */
  list: string
  ask: Ask<Item>
}

/** A column's cards, however many: only the pages in sight are asked for and kept live. */
export function useColumnRows<Item>({ column, list, ask }: Options<Item>) {
  const everyMs = usePollMs(POLL_MS)
  const [kept, setKept] = useState<PageStarts>(() => startsOf(list))
  const [sight, setSight] = useState({ first: 0, last: 0 })
  const known = kept.list === list ? kept : startsOf(list)
  const pageQuery = (start: string | undefined) =>
    queryOptions({
      queryKey: [...column, start ?? null, list],
      queryFn: ({ signal }) => ask({ limit: COLUMN_PAGE, after: start }, { signal }),
      refetchInterval: everyMs,
    })
  const places = laterPages(sight, known.starts.length)
  const first = useQuery({ ...pageQuery(undefined), placeholderData: keepPreviousData })
  const later = useQueries({ queries: places.map((place) => pageQuery(known.starts[place])) })
  const next = startsWith(known, [
    [0, first.isPlaceholderData ? undefined : first.data?.next_cursor],
    ...places.map((place, at): [number, string | null | undefined] => [place, later[at]?.data?.next_cursor]),
  ])
  if (next !== kept) setKept(next)
  const onSight = useCallback((from: number, to: number) => setSight({ first: from, last: to }), [])
  const total = first.data?.total
  return {
    total,
    /** How many cards can be scrolled to by now. */
    count: Math.min(total ?? 0, next.starts.length * COLUMN_PAGE),
    rowAt: (place: number) => {
      const page = Math.floor(place / COLUMN_PAGE)
      return (page === 0 ? first : later[places.indexOf(page)])?.data?.data[place % COLUMN_PAGE]
    },
    error: first.error ?? later.find(({ error }) => error)?.error ?? null,
    retry: () => void queryClient.refetchQueries({ queryKey: column, type: 'active' }),
    onSight,
  }
}

export type ColumnRows<Item> = {
  total: number | undefined
  count: number
  rowAt: (place: number) => Item | undefined
  error: unknown
  retry: () => void
  onSight: (first: number, last: number) => void
}

/** The pages after the first that the cards in sight, and those just below, are on. */
function laterPages({ first, last }: { first: number; last: number }, known: number): number[] {
  const from = Math.max(1, Math.floor(first / COLUMN_PAGE))
  const to = Math.min(known - 1, Math.floor((last + ROWS_AHEAD) / COLUMN_PAGE))
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, place) => from + place)
}
