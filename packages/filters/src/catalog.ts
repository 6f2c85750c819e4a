import type { Filter } from './filter.ts'

/** Everything outside a filter that its meaning depends on, as data: a project's fields, named things and time zone. */
export type Catalog = {
  /** IANA name; a bare date given to an instant field is this zone's day. */
  timezone: string
  /** The project's custom fields. Built-in ones are known to the language. */
  fields: FieldDefinition[]
  named: NamedThings
  /** Every launch of a campaign, in any order; needed as soon as `referencesIn` has the key `campaign`. */
  launches?: readonly Launch[]
  /** The id of the segment whose rule is at hand, so that it may not lead back to itself. */
  ownSegment?: string
}

/**
 * The things that the filter mentions, by kind; others may be absent. Two may share a name only where the kind allows it.
 *
 * Of segments also those that their rules mention in turn, with what else those mention (`referencesIn` of a rule tells);
 * of pipelines all, as soon as `referencesIn` has the key `pipeline` or `stage`.
 */
export type NamedThings = {
  tag?: Named[]
  segment?: NamedSegment[]
  campaign?: Named[]
  topic?: NamedTopic[]
  pipeline?: NamedPipeline[]
}

/** Things that a filter names: given by id or exact name, stored by id. A stage belongs to a pipeline. */
export type NamedKind = keyof NamedThings | 'stage'

/** A thing with a stable id and a changeable name. */
export type Named = { id: string; name: string }

/** A segment; a dynamic one has its stored rule. */
export type NamedSegment = Named & { filter?: Filter }

/** A topic: whether people get it unless they opt out, or only once they opt in. */
export type NamedTopic = Named & { default: 'opt_in' | 'opt_out' }

/** A pipeline with its stages in order. */
export type NamedPipeline = Named & { stages: Named[] }

/** When a campaign was launched, in whole seconds. */
export type Launch = { campaign: string; at: number }

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
