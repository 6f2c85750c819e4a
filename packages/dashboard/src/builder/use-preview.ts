import type { Filter } from '@rollcall/filters'
import { RollcallError } from '@rollcall/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useRef } from 'react'
import { queryClient } from '../api.ts'
import { usePollMs } from '../live/connection.ts'
import type { Catalogue } from './catalogue.ts'
import { finishedPart } from './finished-part.ts'
import { type Preview, type PreviewOptions, previewQuery } from './preview-query.ts'
import { useSettled } from './use-settled.ts'

/** A sentence at the exact place of the draft that it is about. */
export type PlacedProblem = { pointer: string; detail: string }

export type LivePreview = {
  /** The part of the draft that is counted. */
  filter: Filter
  preview: Preview | undefined
  /** The preview shown is of an earlier draft. */
  isStale: boolean
  unfinished: number
  problems: PlacedProblem[]
  /** What is right at a place, and yet hardly meant. */
  warnings: PlacedProblem[]
  /** Where a pointer into the counted part stands in the draft. */
  draftPointer: (pointer: string) => string
  /** A failure that is not about the filter. */
  error: unknown
  refetch: () => void
  /**
   * Asks about a single change before it is drawn, so that its answer is on its way meanwhile. Gives the part that is counted;
   * nothing when it waits for a rest, or for the catalogue.
   */
  askAhead: (draft: Filter) => Filter | undefined
}

// A single change is asked about at once, further ones after a rest: typing asks for less than every letter.
const SETTLE_MS = 120
const POLL_MS = 10_000

type Options = PreviewOptions & {
  /** Nothing has to be told of everyone. */
  exceptEveryone?: boolean
}

/** What a draft matches right now, asked anew as it changes. */
export function usePreview(draft: Filter, catalogue: Catalogue | undefined, options: Options = {}): LivePreview {
  const { segment, withPeople = false } = options
  const [settled, isAtRest] = useSettled(draft, SETTLE_MS)
  const part = useMemo(() => finishedPart(settled, catalogue?.isFinished ?? (() => true)), [settled, catalogue])
  const query = useQuery({
    ...previewQuery(part.filter, { segment, withPeople }),
    // Without the catalogue nobody knows what is unfinished; of no conditions none is.
    enabled: draft.conditions.length === 0 ? !options.exceptEveryone : catalogue !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: usePollMs(POLL_MS),
  })
  const { data, error, isPlaceholderData, refetch } = query
  const refused = error instanceof RollcallError && error.errors.length > 0 ? error : undefined
  // What was counted last stays in sight while what is written now cannot be.
  const counted = useRef(data)
  if (data) counted.current = data
  const askAhead = useCallback(
    (next: Filter) => {
      if (!catalogue || !isAtRest()) return undefined
      const { filter } = finishedPart(next, catalogue.isFinished)
      void queryClient.prefetchQuery(previewQuery(filter, { segment, withPeople }))
      return filter
    },
    [catalogue, isAtRest, segment, withPeople],
  )
  const isStale = isPlaceholderData || settled !== draft || refused !== undefined
  // The same as long as the answer is: the builder is not drawn anew for every other answer on the page.
  return useMemo(() => {
    const placed = (pointer: string, detail: string) => ({ pointer: part.draftPointer(pointer), detail })
    return {
      filter: part.filter,
      preview: data ?? (refused && counted.current),
      isStale,
      unfinished: part.unfinished,
      problems: refused?.errors.map(({ pointer, detail }) => placed(pointer, detail)) ?? [],
      warnings: (data?.warnings ?? []).flatMap(({ pointer, detail }) => (pointer ? [placed(pointer, detail)] : [])),
      draftPointer: part.draftPointer,
      error: refused ? null : error,
      refetch: () => void refetch(),
      askAhead,
    }
  }, [part, data, refused, isStale, error, refetch, askAhead])
}
