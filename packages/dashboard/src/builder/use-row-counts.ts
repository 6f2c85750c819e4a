import { type Filter, type FilterNode, isGroup } from '@rollcall/filters'
import { useMemo } from 'react'
import { pointerOf } from './edit-filter.ts'
import type { LivePreview } from './use-preview.ts'

/** How many remain of everybody after this row, or match it alone where rows do not narrow one after the other. */
export type RowCount = { kind: 'remaining' | 'alone'; count: number; share: number }

/** A number for each row of a draft that was counted, by the row's pointer. */
export function useRowCounts(live: LivePreview, everyone: number): ReadonlyMap<string, RowCount> {
  const { filter, preview, isStale, draftPointer } = live
  return useMemo(() => {
    const counts = new Map<string, RowCount>()
    // why: the preview's own filter, which the server has checked and normalised
    const counted = preview?.filters as Filter | undefined
    // The numbers of an older draft would stand beside the wrong rows.
    if (!preview || !counted || (isStale && !isSameShape(counted, filter))) return counts
    const put = (kind: RowCount['kind'], pointer: string, count: number) =>
      counts.set(draftPointer(pointer), { kind, count, share: everyone > 0 ? count / everyone : 0 })
    for (const { pointer, count } of preview.alone ?? []) put('alone', pointer, count)
    for (const [place, { remaining }] of preview.funnel?.entries() ?? [])
      put('remaining', pointerOf([place]), remaining)
    return counts
  }, [filter, preview, isStale, draftPointer, everyone])
}

function isSameShape(a: FilterNode, b: FilterNode): boolean {
  if (!isGroup(a) || !isGroup(b)) return isGroup(a) === isGroup(b)
  const pairs = a.conditions.map((node, place) => ({ node, other: b.conditions[place] }))
  return (
    a.conditions.length === b.conditions.length && pairs.every(({ node, other }) => other && isSameShape(node, other))
  )
}
