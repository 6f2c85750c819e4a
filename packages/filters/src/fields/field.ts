import type { Catalog, FieldDefinition, FieldType } from '../catalog.ts'
import type { ColumnId, ColumnStorage } from '../lowering.ts'
import type { Family } from '../operators/operator.ts'
import { anyChoice, type Choices, fixedChoices } from '../values/choices.ts'
import { builtInFields } from './built-in-fields.ts'

/** A built-in or custom field, with the column that holds it and, for select and list, the values it may take. */
export type Field = FieldDefinition & { column: ColumnId; choices?: Choices }

/** What a type means to the language: how its values are compared, and how a column holds them. */
export const FIELD_TYPE: Record<FieldType, { family: Family; storage: ColumnStorage }> = {
  text: { family: 'text', storage: 'text' },
  email: { family: 'text', storage: 'text' },
  phone: { family: 'text', storage: 'text' },
  url: { family: 'text', storage: 'text' },
  select: { family: 'choice', storage: 'choice' },
  list: { family: 'choice', storage: 'choices' },
  number: { family: 'number', storage: 'number' },
  boolean: { family: 'boolean', storage: 'choice' },
  date: { family: 'day', storage: 'day' },
  instant: { family: 'instant', storage: 'instant' },
}

/** Every field of a project, built-in ones first. */
export function listFields(catalog: Catalog): Field[] {
  return [...fieldsByKey(catalog.fields).values()]
}

/** The field with this exact key, or undefined. */
export function findField(catalog: Catalog, key: string): Field | undefined {
  return fieldsByKey(catalog.fields).get(key)
}

/** A custom field with its column and choices; built-in ones come with theirs. */
export function toField(definition: FieldDefinition): Field {
  const column = `fields.${definition.key}`
  if (FIELD_TYPE[definition.type].family !== 'choice') return { ...definition, column }
  return { ...definition, column, choices: definition.options ? fixedChoices(definition.options) : anyChoice }
}

// A filter asks for a field up to 200 times; a catalog is never changed after it is made.
const remembered = new WeakMap<readonly FieldDefinition[], Map<string, Field>>()

function fieldsByKey(definitions: readonly FieldDefinition[]): Map<string, Field> {
  const known = remembered.get(definitions)
  if (known) return known
  const fields = new Map<string, Field>(builtInFields.map((field) => [field.key, field]))
  for (const definition of definitions) if (!fields.has(definition.key)) fields.set(definition.key, toField(definition))
  remembered.set(definitions, fields)
  return fields
}
