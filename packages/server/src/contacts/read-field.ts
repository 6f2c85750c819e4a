import { type Field, type FieldValue, fold, parseFieldText, parseFieldValue } from '@rollcall/filters'

/** A custom field's value, and its folded form when it is a text that folding changes. */
export type ReadField = { value: FieldValue; folded: string | null } | { problem: string }

export type FieldReader = (field: Field, raw: unknown) => ReadField

// The other types are compared as they are.
const TEXT_TYPES = new Set<Field['type']>(['text', 'email', 'phone', 'url'])

/** Reads a value from JSON. */
export const readFieldValue: FieldReader = (field, raw) => withFolded(field, parseFieldValue(field, raw))

// Most columns say the same few things in a million rows; the others are not worth remembering.
const REMEMBERED_TEXTS = 1_000

/** Reads cells of a CSV; remembers what it has read, so that it belongs to one file. */
export function fieldTextReader(): FieldReader {
  const known = new Map<Field, Map<string, ReadField>>()
  return (field, raw) => {
    const text = typeof raw === 'string' ? raw : ''
    const ofField = known.get(field) ?? new Map<string, ReadField>()
    const remembered = ofField.get(text)
    if (remembered) return remembered
    const read = withFolded(field, parseFieldText(field, text))
    if (ofField.size === 0) known.set(field, ofField)
    if (ofField.size < REMEMBERED_TEXTS) ofField.set(text, read)
    return read
  }
}

function withFolded(field: Field, parsed: ReturnType<typeof parseFieldValue>): ReadField {
  if ('problem' in parsed) return parsed
  return { value: parsed.value, folded: TEXT_TYPES.has(field.type) ? foldedForm(parsed.value) : null }
}

/** The folded form of a text, null when folding does not change it. */
export function foldedForm(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const folded = fold(value)
  return folded === value ? null : folded
}
