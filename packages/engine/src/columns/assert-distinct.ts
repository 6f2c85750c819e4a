import type { ColumnDefinition } from '@rollcall/filters'

/** Throws when two columns have the same id. */
export function assertDistinct(columns: ColumnDefinition[]): void {
  const ids = new Set(columns.map(({ id }) => id))
  if (ids.size !== columns.length) throw new Error('Two columns have the same id. Define each column once.')
}
