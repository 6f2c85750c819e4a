import type { FieldDefinition } from '@rollcall/filters'
import type { FormWording, NamedThing } from '../../store/forms.ts'

type Parts = Pick<FormWording, 'fields' | 'topics'> & { tags: string[] }
type Known = {
  topics: Map<string, NamedThing>
  tags: Map<string, NamedThing>
  definitions: FieldDefinition[]
}

/**
 * A form without the fields, topics and tags that are gone. Nothing goes that a form uses, but a deleted form holds nothing, and may
 * come back.
 */
export function withoutGone<Form extends Parts>(form: Form, { topics, tags, definitions }: Known): Form {
  const keys = new Set(definitions.map(({ key }) => `fields.${key}`))
  return {
    ...form,
    fields: form.fields.filter(({ field }) => !field.startsWith('fields.') || keys.has(field)),
    topics: form.topics.filter((uuid) => topics.has(uuid)),
    tags: form.tags.filter((uuid) => tags.has(uuid)),
  }
}
