import type { Reply } from '@rollcall/sdk'

export type Field = Reply<'fields.get'>
type FieldType = Field['type']

/** The types of a field, each with what goes into it. */
export const FIELD_TYPES: { value: FieldType; label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'date', label: 'Date' },
  { value: 'instant', label: 'Date and time' },
  { value: 'select', label: 'One of a list' },
  { value: 'list', label: 'Several of a list' },
  { value: 'url', label: 'Web address' },
  { value: 'email', label: 'E-mail address' },
  { value: 'phone', label: 'Phone number' },
]

export function typeText(type: FieldType): string {
  return FIELD_TYPES.find(({ value }) => value === type)?.label ?? type
}

/** Whether a field of this type names its choices. */
export function hasChoices(type: FieldType): boolean {
  return type === 'select' || type === 'list'
}

/** What a new name becomes as a key: `Favourite colour` is `favourite_colour`. */
export function toKey(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_-]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 64)
}
