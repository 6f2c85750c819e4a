import type { Lowering } from '@rollcall/filters'
import { invalid } from '../failure.ts'
import type { Audience, AudiencePart } from '../store/campaigns.ts'
import { loadCatalog } from '../store/catalog.ts'
import type { Queryable } from '../store/database.ts'
import type { Used } from '../store/uses.ts'
import { compileFilter } from './compile.ts'
import { segmentLowering } from './segment-lowering.ts'
import { usesOf } from './uses-of.ts'

/** An audience as a request names it: tags and segments by id or exact name, the filter unread. */
export type AudienceRequest = { include: PartRequest; exclude?: Omit<PartRequest, 'everyone'> | undefined }

type PartRequest = {
  tags?: string[] | undefined
  segments?: string[] | undefined
  filters?: unknown
  everyone?: true | undefined
}

/** An audience that was understood: as it is stored, what the index has to compute, and what it uses. */
export type CompiledAudience = { audience: Audience; lowering: Lowering; uses: Used[] }

/** Understands an audience at one instant. Refuses it with pointers below `/audience`. */
export async function compileAudience(
  record: Queryable,
  projectId: number,
  request: { audience: AudienceRequest; now: Date },
): Promise<CompiledAudience> {
  const { include, exclude } = request.audience
  const compile = (part: PartRequest, pointer: string) =>
    compilePart(record, projectId, { part, pointer, now: request.now })
  const included = await compile(include, '/audience/include')
  if (included.lowerings.length === 0) {
    throw invalid('/audience/include', 'says nobody: name tags, segments or filters, or set everyone to true')
  }
  const excluded = await compile(exclude ?? {}, '/audience/exclude')
  return {
    audience: { include: included.stored, ...(excluded.lowerings.length > 0 && { exclude: excluded.stored }) },
    lowering: { is: 'all', of: [anyOf(included.lowerings), { is: 'not', of: anyOf(excluded.lowerings) }] },
    uses: [...included.uses, ...excluded.uses],
  }
}

type CompiledPart = { stored: AudiencePart; lowerings: Lowering[]; uses: Used[] }

type PartOptions = { part: PartRequest; pointer: string; now: Date }

async function compilePart(record: Queryable, projectId: number, options: PartOptions): Promise<CompiledPart> {
  const { part, pointer } = options
  const parts = [
    await compileTags(record, projectId, { texts: part.tags ?? [], pointer: `${pointer}/tags` }),
    await compileSegments(record, projectId, {
      texts: part.segments ?? [],
      pointer: `${pointer}/segments`,
      now: options.now,
    }),
    await compileFilters(record, projectId, { ...options, pointer: `${pointer}/filters` }),
  ]
  if (part.everyone) parts.push({ stored: { everyone: true }, lowerings: [{ is: 'constant', value: true }], uses: [] })
  return {
    stored: Object.assign({}, ...parts.map(({ stored }) => stored)),
    lowerings: parts.flatMap(({ lowerings }) => lowerings),
    uses: parts.flatMap(({ uses }) => uses),
  }
}

type Names = { texts: string[]; pointer: string }

async function compileTags(record: Queryable, projectId: number, names: Names): Promise<CompiledPart> {
  const ids = await findIds(record, projectId, { ...names, kind: 'tag' })
  return {
    stored: ids.length > 0 ? { tags: ids } : {},
    lowerings: ids.map((id) => ({ is: 'set', set: `tag:${id}` })),
    uses: ids.map((id) => ({ kind: 'tag', id })),
  }
}

async function compileSegments(
  record: Queryable,
  projectId: number,
  names: Names & { now: Date },
): Promise<CompiledPart> {
  const ids = await findIds(record, projectId, { ...names, kind: 'segment' })
  const lower = (segment: string) => segmentLowering(record, projectId, { segment, now: names.now })
  return {
    stored: ids.length > 0 ? { segments: ids } : {},
    lowerings: await Promise.all(ids.map(lower)),
    uses: ids.map((id) => ({ kind: 'segment', id })),
  }
}

async function compileFilters(
  record: Queryable,
  projectId: number,
  { part, pointer, now }: PartOptions,
): Promise<CompiledPart> {
  if (part.filters === undefined) return { stored: {}, lowerings: [], uses: [] }
  const compiled = await compileFilter(record, projectId, { filters: part.filters, now, pointer })
  return { stored: { filters: compiled.filter }, lowerings: [compiled.lowering], uses: usesOf(compiled) }
}

/** The ids that texts mean: an existing id is the id, else the exact name. Each unknown one is pointed at. */
async function findIds(
  record: Queryable,
  projectId: number,
  { kind, texts, pointer }: Names & { kind: 'tag' | 'segment' },
): Promise<string[]> {
  const { named } = await loadCatalog(record, projectId, { [kind]: texts })
  const known = named[kind] ?? []
  const ids = texts.map((text) => {
    const name = text.trim().normalize('NFC')
    return (known.find(({ id }) => id === name) ?? known.find((one) => one.name === name))?.id
  })
  const problems = ids.flatMap((id, place) => {
    const detail = `there is no ${kind} ${JSON.stringify(texts[place])}`
    return id === undefined ? [{ pointer: `${pointer}/${place}`, detail }] : []
  })
  if (problems.length > 0) throw invalid(problems.slice(0, 50))
  return [...new Set(ids.flatMap((id) => id ?? []))]
}

function anyOf(of: Lowering[]): Lowering {
  return { is: 'any', of }
}
