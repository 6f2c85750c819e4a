import type { FieldDefinition } from '../catalog.ts'
import type { ColumnDefinition } from '../lowering.ts'
import { builtInFields } from './built-in-fields.ts'
import { FIELD_TYPE, type Field, toField } from './field.ts'

/** The column that the free search looks into: folded text without accents, made by `searchText`. */
export const SEARCH_COLUMN = 'search'

/** Every column that filters of a project may ask about, status, validation, funnel stage and free search among them. */
export function columnsOf(fields: readonly FieldDefinition[]): ColumnDefinition[] {
  return [
    { id: 'status', storage: 'choice' },
    { id: 'validation', storage: 'choice' },
    { id: 'funnel', storage: 'choice' },
    { id: SEARCH_COLUMN, storage: 'text' },
    ...[...builtInFields, ...fields.map(toField)].map(columnOf),
  ]
}

/** A field whose values stand for several codes each, such as languages, needs a column of several. */
function columnOf({ column, type, choices }: Field): ColumnDefinition {
  return { id: column, storage: choices?.codes ? 'choices' : FIELD_TYPE[type].storage }
}
