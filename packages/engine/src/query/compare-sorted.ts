import type { SortedRow, SortKey } from './collector.ts'
import { compareChoices, compareTexts } from './root-collation.ts'

/** How two rows sort: missing last in both directions, then by key, then by ascending row number. */
export function compareSorted(a: SortedRow, b: SortedRow, isDescending: boolean): number {
  if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null) || a.rowNo - b.rowNo
  const order = compareKeys(a.key, b.key)
  return (isDescending ? -order : order) || a.rowNo - b.rowNo
}

function compareKeys(a: NonNullable<SortKey>, b: NonNullable<SortKey>): number {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b)
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b)
  return a < b ? -1 : Number(a > b)
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((text, place) => place >= b.length || compareChoices(text, b[place]) !== 0)
  if (at < 0) return a.length - b.length
  return at >= b.length ? 1 : compareChoices(a[at], b[at])
}
