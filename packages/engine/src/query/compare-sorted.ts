import type { SortedRow } from './collector.ts'

/** How two rows sort: missing last in both directions, then by key, then by ascending row number. */
export function compareSorted(a: SortedRow, b: SortedRow, isDescending: boolean): number {
  if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null) || a.rowNo - b.rowNo
  const order = compareKeys(a.key, b.key)
  return (isDescending ? -order : order) || a.rowNo - b.rowNo
}

/** How two texts sort by their code points. JavaScript's own order puts U+10000 and up before U+E000 to U+FFFF. */
export function compareCodePoints(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    return Number(isSurrogate(x)) - Number(isSurrogate(y)) || x - y
  }
  return a.length - b.length
}

function compareKeys(a: number | string, b: number | string): number {
  if (typeof a === 'string' && typeof b === 'string') return compareCodePoints(a, b)
  return a < b ? -1 : Number(a > b)
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}
