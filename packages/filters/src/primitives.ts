import { fold } from './fold.ts'
import type { ColumnId, Lowering, Range, SetId, TextMatch } from './lowering.ts'

/** A number, day or instant between two bounds; an absent bound is open-ended. */
export function range(column: ColumnId, bounds: Pick<Range, 'from' | 'to'>): Lowering {
  return { is: 'range', column, ...bounds }
}

/** A text that has any of these at that place, compared after folding. */
export function matchText(column: ColumnId, { at, any }: { at: TextMatch['at']; any: readonly string[] }): Lowering {
  return { is: 'text', column, at, any: [...new Set(any.map(fold))] }
}

/** A choice, or one of several choices, among these exact codes. */
export function hasCode(column: ColumnId, any: readonly string[]): Lowering {
  return { is: 'codes', column, any: [...any] }
}

/** Any value at all. */
export function present(column: ColumnId): Lowering {
  return { is: 'present', column }
}

/** Being among the people of a set. */
export function inSet(set: SetId): Lowering {
  return { is: 'set', set }
}

/** Every one of these; nothing to satisfy is true. */
export function every(of: Lowering[]): Lowering {
  return { is: 'all', of }
}

/** At least one of these; nothing to choose from is false. */
export function some(of: Lowering[]): Lowering {
  return { is: 'any', of }
}

/** The exact complement, true on a missing value too. */
export function not(of: Lowering): Lowering {
  return { is: 'not', of }
}

/** The same answer for everyone. */
export function constant(value: boolean): Lowering {
  return { is: 'constant', value }
}
