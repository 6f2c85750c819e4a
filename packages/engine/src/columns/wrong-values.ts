import type { ColumnDefinition } from '@rollcall/filters'

/** The error for values that are not what a column holds. */
export function wrongValues({ id, storage }: ColumnDefinition): Error {
  return new Error(`Column "${id}" holds ${storage}, but was given values of another kind.`)
}
