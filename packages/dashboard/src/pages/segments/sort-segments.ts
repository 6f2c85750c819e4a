import type { Sort } from '../../parts/column.ts'
import type { ListedSegment } from './use-segment-list.ts'

const byName = new Intl.Collator('en', { numeric: true })

const MEASURES: Record<string, (row: ListedSegment) => number> = {
  count: ({ count }) => count,
  reachable: ({ reachable }) => reachable,
  growth: ({ trend }) => (trend ? trend.entered - trend.left : 0),
  uses: ({ uses }) => uses?.length ?? 0,
  updatedAt: ({ updatedAt }) => Date.parse(updatedAt),
}

/** The rows in order; those that are alike by name, so that they stand still while their numbers move. */
export function sortSegments(rows: ListedSegment[], { field, direction }: Sort): ListedSegment[] {
  const measure = MEASURES[field]
  const sign = direction === 'desc' ? -1 : 1
  const named = (a: ListedSegment, b: ListedSegment) => byName.compare(a.name, b.name)
  return rows.toSorted((a, b) => {
    if (!measure) return sign * named(a, b)
    return sign * (measure(a) - measure(b)) || named(a, b)
  })
}
