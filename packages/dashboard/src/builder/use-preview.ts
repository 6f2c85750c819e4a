import { useDebouncedValue } from '@mantine/hooks'
import type { Filter } from '@rollcall/filters'
import { type Reply, RollcallError } from '@rollcall/sdk'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { client } from '../api.ts'
import type { Catalogue } from './catalogue.ts'
import { finishedPart } from './finished-part.ts'

export type Preview = Reply<'segments.preview'>

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
  /** A failure that is not about the filter. */
  error: unknown
  refetch: () => void
}

const SETTLE_MS = 150

/** What a draft matches right now, asked anew as it changes; `segment` is the one whose rule it is going to be. */
export function usePreview(draft: Filter, catalogue: Catalogue | undefined, segment?: string): LivePreview {
  const [settled] = useDebouncedValue(draft, SETTLE_MS)
  const part = useMemo(() => finishedPart(settled, catalogue?.isFinished ?? (() => true)), [settled, catalogue])
  const query = useQuery({
    queryKey: ['preview', part.filter, segment],
    queryFn: ({ signal }) =>
      client.segments.preview({ filters: part.filter, include: ['sample', 'funnel'], segment }, { signal }),
    // Without the catalogue nobody knows what is unfinished; of no conditions none is.
    enabled: catalogue !== undefined || draft.conditions.length === 0,
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  })
  const refused = query.error instanceof RollcallError && query.error.errors.length > 0 ? query.error : undefined
  const problems = refused?.errors.map(({ pointer, detail }) => ({ pointer: part.draftPointer(pointer), detail })) ?? []
  return {
    filter: part.filter,
    preview: query.data,
    isStale: query.isPlaceholderData || settled !== draft || refused !== undefined,
    unfinished: part.unfinished,
    problems,
    error: refused ? null : query.error,
    refetch: () => void query.refetch(),
  }
}
