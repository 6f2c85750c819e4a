import type { FieldDefinition, FieldType } from '../catalog.ts'
import { fold } from '../fold.ts'
import type { ColumnValue } from '../lowering.ts'
import { parseBirthday, parseDay } from '../values/day.ts'
import { parseInstant } from '../values/instant.ts'
import type { Field } from './field.ts'
import type { FieldValue } from './field-value.ts'

/** What a field's column holds for a stored value; null for a missing one, and for one that is not of the field's type. */
export function columnValueOf(field: FieldDefinition | Field, value: FieldValue): ColumnValue {
  if (value === null) return null
  return COLUMN_VALUES[field.type](value, field) ?? null
}

type ToColumn = (value: NonNullable<FieldValue>, field: FieldDefinition | Field) => ColumnValue | undefined

const COLUMN_VALUES: Record<FieldType, ToColumn> = {
  text: foldedText,
  email: foldedText,
  phone: foldedText,
  url: foldedText,
  select: (value, field) => {
    if (typeof value !== 'string') return null
    return 'choices' in field && field.choices?.codes ? field.choices.codes(value) : value
  },
  list: (value) => (Array.isArray(value) && value.length > 0 ? value : null),
  number: (value) => (typeof value === 'number' ? value : null),
  boolean: (value) => (typeof value === 'boolean' ? String(value) : null),
  date: (value) => (typeof value === 'string' ? (parseDay(value) ?? parseBirthday(value)) : null),
  instant: (value) => (typeof value === 'string' ? parseInstant(value) : null),
}

function foldedText(value: NonNullable<FieldValue>): ColumnValue {
  return typeof value === 'string' && value !== '' ? fold(value) : null
}
