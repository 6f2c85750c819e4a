import { toId } from '@rollcall/contract'
import {
  type Catalog,
  type FieldDefinition,
  type Filter,
  type Launch,
  type Named,
  type NamedKind,
  type NamedPipeline,
  type NamedSegment,
  type NamedThings,
  type NamedTopic,
  referencesIn,
} from '@rollcall/filters'
import { failure } from '../failure.ts'
import type { Queryable } from './database.ts'
import { askedFor, findNamed } from './named-ids.ts'

type Mentioned = Partial<Record<NamedKind, string[]>>

/**
 * What filters mean in this project: its zone, its fields, and those of its tags, segments, … that are mentioned, directly or
 * by the rules of segments that are.
 */
export async function loadCatalog(record: Queryable, projectId: number, mentioned: Mentioned): Promise<Catalog> {
  const segment = await loadSegments(record, projectId, mentioned.segment ?? [])
  const all = together([mentioned, ...segment.map(({ filter }) => referencesIn(filter))])
  const [timezone, fields, named, launches] = await Promise.all([
    getTimezone(record, projectId),
    listFieldDefinitions(record, projectId),
    loadNamed(record, projectId, all),
    all.campaign === undefined ? [] : listLaunches(record, projectId),
  ])
  return { timezone, fields, named: { ...named, segment }, launches }
}

// A list to pick from; who has more of a kind keeps what a filter says already.
const MOST_NAMED = 1_000

/** What filters of a project can mention one by one; without tags, which are too many, and without the rules of segments. */
export async function listNamedThings(record: Queryable, projectId: number): Promise<AllNamed> {
  const list = async (kind: 'segment' | 'campaign', sql: string) =>
    (await record.query<Named>(sql, [projectId, MOST_NAMED])).map(({ id, name }) => ({ id: toId(kind, id), name }))
  const [segment, campaign, topic, pipeline] = await Promise.all([
    list('segment', 'select id, name from segments where project_id = $1 order by name limit $2'),
    list(
      'campaign',
      "select id, name from campaigns where project_id = $1 and kind = 'campaign' order by id desc limit $2",
    ),
    listTopics(record, projectId),
    listPipelines(record, projectId),
  ])
  return { segment, campaign, topic, pipeline }
}

type AllNamed = { segment: Named[]; campaign: Named[]; topic: NamedTopic[]; pipeline: NamedPipeline[] }

/** Everything that some filters mention, together. */
export function mentionedIn(filters: Filter[]): Mentioned {
  return together(filters.map(referencesIn))
}

function together(parts: Mentioned[]): Mentioned {
  const all: Mentioned = {}
  for (const part of parts) {
    for (const [kind, texts] of Object.entries(part)) {
      // why: the keys are those of Mentioned; Object.entries forgets that
      const key = kind as NamedKind
      all[key] = [...(all[key] ?? []), ...texts]
    }
  }
  return all
}

async function loadNamed(record: Queryable, projectId: number, mentioned: Mentioned): Promise<NamedThings> {
  const asksForPipelines = mentioned.pipeline !== undefined || mentioned.stage !== undefined
  const [tag, campaign, topic, pipeline] = await Promise.all([
    findNamed(record, projectId, { kind: 'tag', texts: mentioned.tag ?? [] }),
    findNamed(record, projectId, { kind: 'campaign', texts: mentioned.campaign ?? [] }),
    findTopics(record, projectId, mentioned.topic ?? []),
    asksForPipelines ? listPipelines(record, projectId) : [],
  ])
  return { tag, campaign, topic, pipeline }
}

/** The segments that are mentioned, those that their rules mention, and so on. */
async function loadSegments(record: Queryable, projectId: number, texts: string[]): Promise<NamedSegment[]> {
  const found = new Map<string, NamedSegment>()
  for (let next = texts; next.length > 0; ) {
    const fresh = (await findSegments(record, projectId, next)).filter(({ id }) => !found.has(id))
    for (const segment of fresh) found.set(segment.id, segment)
    next = fresh.flatMap(({ filter }) => referencesIn(filter).segment ?? []).filter((id) => !found.has(id))
  }
  return [...found.values()]
}

async function findSegments(record: Queryable, projectId: number, texts: string[]): Promise<NamedSegment[]> {
  const rows = await record.query<{ id: string; name: string; filters: Filter | null }>(
    `select s.id, s.name, v.filters from segments s
     left join segment_versions v on v.project_id = s.project_id and v.segment_id = s.id and v.version = s.version
     where s.project_id = $1 and (s.id = any($2) or s.name = any($3))`,
    [projectId, ...askedFor('segment', texts)],
  )
  return rows.map(({ id, name, filters }) => ({
    id: toId('segment', id),
    name,
    ...(filters && { filter: filters }),
  }))
}

async function findTopics(record: Queryable, projectId: number, texts: string[]): Promise<NamedTopic[]> {
  if (texts.length === 0) return []
  const rows = await record.query<NamedTopic>(
    `select id, name, default_answer as "default" from topics
     where project_id = $1 and (id = any($2) or name = any($3))`,
    [projectId, ...askedFor('topic', texts)],
  )
  return rows.map(withPublicId)
}

async function listTopics(record: Queryable, projectId: number): Promise<NamedTopic[]> {
  const rows = await record.query<NamedTopic>(
    `select id, name, default_answer as "default" from topics
     where project_id = $1 and active order by display_order, name limit $2`,
    [projectId, MOST_NAMED],
  )
  return rows.map(withPublicId)
}

function withPublicId(topic: NamedTopic): NamedTopic {
  return { ...topic, id: toId('topic', topic.id) }
}

async function listPipelines(record: Queryable, projectId: number): Promise<NamedPipeline[]> {
  const rows = await record.query<{ id: string; name: string; stages: { id: string; name: string }[] }>(
    `select p.id, p.name, coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.position)
       filter (where s.id is not null), '[]') as stages
     from pipelines p left join pipeline_stages s on s.project_id = p.project_id and s.pipeline_id = p.id
     where p.project_id = $1 group by p.id, p.name`,
    [projectId],
  )
  return rows.map(({ id, name, stages }) => ({
    id: toId('pipeline', id),
    name,
    stages: stages.map((stage) => ({ id: toId('stage', stage.id), name: stage.name })),
  }))
}

async function listLaunches(record: Queryable, projectId: number): Promise<Launch[]> {
  const rows = await record.query<{ id: string; at: number }>(
    `select id, floor(extract(epoch from launched_at))::float8 as at from campaigns
     where project_id = $1 and kind = 'campaign' and launched_at is not null`,
    [projectId],
  )
  return rows.map(({ id, at }) => ({ campaign: toId('campaign', id), at }))
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
