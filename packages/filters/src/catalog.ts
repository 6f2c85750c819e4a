/** Everything outside a filter that its meaning depends on, as data: a project's fields, named things and time zone. */
export type Catalog = {
  /** IANA name; a bare date given to an instant field is this zone's day. */
  timezone: string
  /** The project's custom fields. Built-in ones are known to the language. */
  fields: FieldDefinition[]
  /** The things that the filter mentions, by kind; others may be absent. Two may share a name only where the kind allows it. */
  named: Partial<Record<NamedKind, Named[]>>
}

/** Things that a filter names: given by id or exact name, stored by id. */
export type NamedKind = 'tag' | 'segment' | 'campaign' | 'topic' | 'pipeline' | 'workflow'

/** A thing with a stable id and a changeable name. */
export type Named = { id: string; name: string }

/** A custom field. The key never changes; `options` only for select and list. */
export type FieldDefinition = { key: string; name: string; type: FieldType; options?: string[] }

/** How a field's values are compared. */
export type FieldType = (typeof FIELD_TYPES)[number]

/** Every field type; url, email and phone compare as text. */
export const FIELD_TYPES = [
  'text',
  'number',
  'boolean',
  'date',
  'instant',
  'select',
  'list',
  'url',
  'email',
  'phone',
] as const
