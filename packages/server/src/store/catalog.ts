import type { Catalog, FieldDefinition, NamedKind } from '@rollcall/filters'
import { failure } from '../failure.ts'
import type { Queryable } from './database.ts'
import { findNamed, NAMEABLE_KINDS, type NameableKind } from './named-ids.ts'

/** What filters mean in this project: its zone, its fields, and those of its tags, segments, … that are mentioned. */
export async function loadCatalog(
  record: Queryable,
  projectId: number,
  mentioned: Partial<Record<NamedKind, string[]>>,
): Promise<Catalog> {
  const named: Catalog['named'] = {}
  const loadNamed = async (kind: NameableKind) => {
    named[kind] = await findNamed(record, projectId, { kind, texts: mentioned[kind] ?? [] })
  }
  const [timezone, fields] = await Promise.all([
    getTimezone(record, projectId),
    listFieldDefinitions(record, projectId),
    ...NAMEABLE_KINDS.map(loadNamed),
  ])
  return { timezone, fields, named }
}

async function getTimezone(record: Queryable, projectId: number): Promise<string> {
  const [project] = await record.query<{ timezone: string }>('select timezone from projects where id = $1', [projectId])
  if (!project) throw failure('not_found', { what: 'project', id: String(projectId) })
  return project.timezone
}

/** All custom fields of a project, by key. */
export function listFieldDefinitions(record: Queryable, projectId: number): Promise<FieldDefinition[]> {
  return record.query<FieldDefinition>(
    'select key, name, type, options from custom_fields where project_id = $1 order by key',
    [projectId],
  )
}
