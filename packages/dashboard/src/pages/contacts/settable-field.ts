import { type FieldDefinition, parseFieldText } from '@rollcall/filters'

/** A field that many people can be given a value of at once. */
export type SettableField = Pick<FieldDefinition, 'key' | 'name' | 'type' | 'options'>

/** The value that a text stands for; nothing while there is no text, a sentence when it cannot be one. */
export function parseGivenValue(
  field: SettableField,
  text: string,
): { value: unknown } | { problem: string } | undefined {
  const given = text.trim()
  if (given === '') return undefined
  if (field.type === 'list') return { value: given.split('\n').filter(Boolean) }
  // What the built-in ones may hold, such as a country's name, the server knows.
  const parsed = parseFieldText(field, given)
  return 'problem' in parsed ? { problem: parsed.problem } : { value: parsed.value }
}
