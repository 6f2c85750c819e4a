import { type Filter, type FilterNode, isGroup } from '@rollcall/filters'
import { keepPreviousData, type UseQueryResult, useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { client } from '../api.ts'
import { type Path, pointerOf } from './edit-filter.ts'
import type { Preview } from './preview-query.ts'
import type { LivePreview } from './use-preview.ts'

/** How many remain of everybody after this row, or match it alone where rows do not narrow one after the other. */
export type RowCount = { kind: 'remaining' | 'alone'; count: number; share: number }

// Each is a question of its own, a few milliseconds long; who has more rows than these sees none beside the last.
const MOST_ASKED = 24
const FRESH_MS = 10_000

/** A number for each row of a draft that can be counted, by the row's pointer. */
export function useRowCounts(live: LivePreview, everyone: number): ReadonlyMap<string, RowCount> {
  const { filter, preview, isStale, draftPointer } = live
  const narrows = filter.match === 'all'
  const asked = useMemo(() => nodesAsked(filter), [filter])
  const answers = useQueries({
    queries: asked.map(({ node }) => ({
      queryKey: ['preview', 'alone', node],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.segments.preview({ filters: { match: 'all', conditions: [node] } }, { signal }),
      staleTime: FRESH_MS,
      placeholderData: keepPreviousData,
    })),
    combine: countsOf,
  })
  return useMemo(() => {
    const counts = new Map<string, RowCount>()
    const put = (path: Path, kind: RowCount['kind'], count: number | undefined) => {
      if (count !== undefined)
        counts.set(draftPointer(pointerOf(path)), { kind, count, share: everyone > 0 ? count / everyone : 0 })
    }
    asked.forEach(({ path }, place) => {
      put(path, 'alone', answers[place])
    })
    const funnel = preview?.funnel ?? []
    // The steps of an older draft would stand beside the wrong rows.
    const isOfThis = !isStale || funnel.length === filter.conditions.length
    if (narrows && isOfThis) for (const [place, { remaining }] of funnel.entries()) put([place], 'remaining', remaining)
    return counts
  }, [asked, answers, preview, isStale, draftPointer, everyone, narrows, filter])
}

function countsOf(answers: UseQueryResult<Preview>[]): (number | undefined)[] {
  return answers.map(({ data }) => data?.count)
}

function nodesAsked(filter: Filter) {
  const narrows = filter.match === 'all'
  return nodesIn(filter, [])
    .filter(({ path }) => !narrows || path.length > 1)
    .slice(0, MOST_ASKED)
}

function nodesIn(group: Filter, path: Path): { node: FilterNode; path: Path }[] {
  return group.conditions.flatMap((node, place) => {
    const here = [...path, place]
    return [{ node, path: here }, ...(isGroup(node) ? nodesIn(node, here) : [])]
  })
}
