import { parseId, toId } from '@rollcall/contract'
import type { Catalog, FieldDefinition, Named, NamedKind } from '@rollcall/filters'
import { failure } from '../failure.ts'
import type { Queryable } from './database.ts'

/** What filters mean in this project: its zone, its fields, and those of its tags and segments that are mentioned. */
export async function loadCatalog(
  record: Queryable,
  projectId: number,
  mentioned: Partial<Record<NamedKind, string[]>>,
): Promise<Catalog> {
  const [timezone, fields, tag, segment] = await Promise.all([
    getTimezone(record, projectId),
    listFieldDefinitions(record, projectId),
    findTags(record, projectId, mentioned.tag ?? []),
    findSegments(record, projectId, mentioned.segment ?? []),
  ])
  return { timezone, fields, named: { tag, segment } }
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

async function findTags(record: Queryable, projectId: number, texts: string[]): Promise<Named[]> {
  if (texts.length === 0) return []
  const rows = await record.query<Named>(
    'select id, name from tags where project_id = $1 and (name = any($2) or id = any($3))',
    [projectId, normalised(texts), uuids('tag', texts)],
  )
  return rows.map(({ id, name }) => ({ id: toId('tag', id), name }))
}

async function findSegments(record: Queryable, projectId: number, texts: string[]): Promise<Named[]> {
  if (texts.length === 0) return []
  const rows = await record.query<Named>(
    'select id, name from segments where project_id = $1 and (name = any($2) or id = any($3))',
    [projectId, normalised(texts), uuids('segment', texts)],
  )
  return rows.map(({ id, name }) => ({ id: toId('segment', id), name }))
}

function normalised(texts: string[]): string[] {
  return texts.map((text) => text.trim().normalize('NFC'))
}

function uuids(kind: 'tag' | 'segment', texts: string[]): string[] {
  return texts.map((text) => parseId(kind, text)).filter((uuid) => uuid !== undefined)
}
