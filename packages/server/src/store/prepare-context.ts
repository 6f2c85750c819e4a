import { parseId } from '@rollcall/contract'
import { type FieldDefinition, listFields } from '@rollcall/filters'
import type { PrepareContext } from '../contacts/prepare-contact.ts'
import { listFieldDefinitions } from './catalog.ts'
import type { Queryable } from './database.ts'
import { problemOfTagName, toTagName } from './tag-name.ts'

/** What contacts of a project are understood by. */
export async function loadPrepareContext(record: Queryable, projectId: number): Promise<PrepareContext> {
  return toPrepareContext(await listFieldDefinitions(record, projectId))
}

/** What contacts are understood by when these are the custom fields. */
export function toPrepareContext(definitions: FieldDefinition[]): PrepareContext {
  const own = new Set(definitions.map(({ key }) => key))
  const fields = listFields({ timezone: 'UTC', fields: definitions, named: {} }).filter(({ key }) => own.has(key))
  return { fields: new Map(fields.map((field) => [field.key, field])), parseTag }
}

// A file of a million rows names the same few tags.
const REMEMBERED = 10_000
const remembered = new Map<string, ReturnType<PrepareContext['parseTag']>>()

function parseTag(text: string): ReturnType<PrepareContext['parseTag']> {
  const known = remembered.get(text)
  if (known) return known
  const name = toTagName(text)
  const problem = problemOfTagName(name)
  // Whether there is a tag with this id shows when tags are looked up.
  const parsed = problem === undefined || parseId('tag', name) ? { name } : { problem }
  if (remembered.size >= REMEMBERED) remembered.clear()
  remembered.set(text, parsed)
  return parsed
}
