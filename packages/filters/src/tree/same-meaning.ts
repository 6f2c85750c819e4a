import type { Lowering } from '../lowering.ts'

/** Whether two lowered filters are the same but for the order of what they list. Others may mean the same, too. */
export function sameMeaning(one: Lowering, other: Lowering): boolean {
  return meaningOf(one) === meaningOf(other)
}

/** A text that is the same for lowered filters which are the same but for the order of what they list. */
export function meaningOf(lowering: Lowering): string {
  return JSON.stringify(ordered(lowering))
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, UNORDERED.includes(key) && Array.isArray(inner) ? sorted(inner) : ordered(inner)])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  )
}

// In these lists of a lowering, order means nothing.
const UNORDERED = ['of', 'any']

function sorted(values: readonly unknown[]): string[] {
  return values.map((value) => JSON.stringify(ordered(value))).sort()
}
