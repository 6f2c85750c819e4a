import { parseId, type tag, toId } from '@rollcall/contract'
import { fold } from '@rollcall/filters'
import type { z } from 'zod'
import { listSimilarNames } from '../contacts/similar-names.ts'
import { failure, invalid } from '../failure.ts'
import { isAfterName, orderByName } from './by-name.ts'
import { takeOffEveryone } from './contact-tags.ts'
import type { Queryable, Transaction } from './database.ts'
import { refuseInUse } from './definition-uses.ts'
import { keepGoneTag, keepGoneTagDetails } from './gone-tags.ts'
import { type NamedTag, problemOfTagName, toTagName } from './tag-name.ts'
import { countUsesOfTags } from './uses.ts'

/** A tag as callers see it. */
export type TagReply = z.output<typeof tag>

/** The tag with this id or exact name. */
export async function findTag(record: Queryable, projectId: number, text: string): Promise<NamedTag | undefined> {
  const name = toTagName(text)
  const [found] = await record.query<NamedTag>(
    'select id, name from tags where project_id = $1 and (id = $2 or name = $3) order by id = $2 desc limit 1',
    [projectId, parseId('tag', text.trim()) ?? null, name],
  )
  return found
}

/** The tag with this id or exact name. */
export async function getTag(record: Queryable, projectId: number, text: string): Promise<NamedTag> {
  const found = await findTag(record, projectId, text)
  if (!found) throw failure('not_found', { what: 'tag', id: text })
  return found
}

/** The name of every tag, by its public id. */
export async function listTagNames(record: Queryable, projectId: number): Promise<Map<string, string>> {
  const tags = await record.query<NamedTag>('select id, name from tags where project_id = $1', [projectId])
  return new Map(tags.map(({ id, name }) => [toId('tag', id), name]))
}

/** All tags that have a colour, by name. */
export async function listTagColors(record: Queryable, projectId: number): Promise<{ name: string; color: string }[]> {
  return record.query('select name, color from tags where project_id = $1 and color is not null order by name', [
    projectId,
  ])
}

type TagRow = Omit<TagReply, 'useCount' | 'firstUsedAt' | 'lastUsedAt' | 'createdAt' | 'updatedAt'> & {
  firstUsedAt: Date | null
  lastUsedAt: Date | null
  createdAt: Date
  updatedAt: Date
}

// Counting by the tag's index alone and taking off the few deleted contacts costs a fraction of joining every contact.
const SELECT_TAGS = `
  select t.id, t.name, t.color, t.description, t.owner, t.created_at as "createdAt", t.updated_at as "updatedAt",
    coalesce(used.count, 0) - coalesce(gone.count, 0) as "contactCount", used.first as "firstUsedAt",
    used.last as "lastUsedAt"
  from tags t
  left join lateral (
    select count(*)::int as count, min(ct.applied_at) as first, max(ct.applied_at) as last from contact_tags ct
    where ct.project_id = $1 and ct.tag_id = t.id
  ) used on true
  left join (
    select ct.tag_id, count(*)::int as count from contacts c
    join contact_tags ct on ct.project_id = $1 and ct.row_no = c.row_no
    where c.project_id = $1 and c.deleted_at is not null group by ct.tag_id
  ) gone on gone.tag_id = t.id
  where t.project_id = $1`

/** A tag with how many contacts carry it. `id` is its UUID. */
export async function tagReply(record: Queryable, projectId: number, id: string): Promise<TagReply> {
  const [row] = await record.query<TagRow>(`${SELECT_TAGS} and t.id = $2`, [projectId, id])
  if (!row) throw failure('not_found', { what: 'tag', id: toId('tag', id) })
  const uses = await countUsesOfTags(record, projectId, [toId('tag', id)])
  return toTagReply(row, uses.get(toId('tag', id)) ?? 0)
}

/** Tags by name, after the name `after`; `q` asks for a part of the name in any case. */
export async function listTags(
  record: Queryable,
  projectId: number,
  page: { q: string | undefined; similarTo?: string | undefined; after: string | null; limit: number },
): Promise<TagReply[]> {
  const rows = await record.query<TagRow>(
    // The page is found first, so that only its tags are counted.
    `${SELECT_TAGS} and t.id = any(array(
       select t.id from tags t where t.project_id = $1 and ($2::text is null or ${isAfterName('t.name', '$2')})
         and ($3::uuid[] is null or t.id = any($3)) order by ${orderByName('t.name')} limit $4))
     order by ${orderByName('t.name')}`,
    [projectId, page.after, await findIdsAskedFor(record, projectId, page), page.limit],
  )
  const uses = await countUsesOfTags(
    record,
    projectId,
    rows.map(({ id }) => toId('tag', id)),
  )
  return rows.map((row) => toTagReply(row, uses.get(toId('tag', row.id)) ?? 0))
}

/** Tags whose names are so close to this one that one of them may be meant. */
export async function findSimilarTags(record: Queryable, projectId: number, text: string): Promise<NamedTag[]> {
  const tags = await record.query<NamedTag>('select id, name from tags where project_id = $1 order by name', [
    projectId,
  ])
  const similar = new Set(
    listSimilarNames(
      toTagName(text),
      tags.map(({ name }) => name),
    ),
  )
  return tags.filter(({ name }) => similar.has(name))
}

// Folded here because JavaScript and PostgreSQL fold differently.
async function findIdsAskedFor(
  record: Queryable,
  projectId: number,
  { q, similarTo }: { q: string | undefined; similarTo?: string | undefined },
) {
  if (similarTo !== undefined) return (await findSimilarTags(record, projectId, similarTo)).map(({ id }) => id)
  if (q === undefined) return null
  const tags = await record.query<NamedTag>('select id, name from tags where project_id = $1', [projectId])
  const part = fold(q.trim())
  return tags.filter(({ name }) => fold(name).includes(part)).map(({ id }) => id)
}

function toTagReply(row: TagRow, useCount: number): TagReply {
  return {
    ...row,
    id: toId('tag', row.id),
    useCount,
    firstUsedAt: row.firstUsedAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** What a caller may say of a tag; null clears. */
export type TagInput = {
  name?: string | undefined
  color?: string | null | undefined
  description?: string | null | undefined
  owner?: string | null | undefined
}

/** Makes a tag and returns its UUID. */
export async function createTag(transaction: Transaction, input: TagInput & { name: string }): Promise<string> {
  const { projectId } = transaction
  const name = acceptedTagName(input.name)
  const [{ id }] = await transaction.query<{ id: string }>(
    'insert into tags (project_id, name, color, description, owner) values ($1, $2, $3, $4, $5) returning id',
    [projectId, name, input.color ?? null, input.description || null, input.owner || null],
  )
  transaction.touchDefinitions()
  return id
}

/** Renames or describes a tag; absent keys stay as they are. */
export async function updateTag(transaction: Transaction, id: string, input: TagInput): Promise<void> {
  const key = [transaction.projectId, id]
  const [current] = await transaction.query<TagInput & NamedTag>(
    'select name, color, description, owner from tags where project_id = $1 and id = $2 for update',
    key,
  )
  if (!current) throw failure('not_found', { what: 'tag', id: toId('tag', id) })
  const next = { ...current, ...input }
  await transaction.query(
    'update tags set name = $3, color = $4, description = $5, owner = $6, updated_at = now() where project_id = $1 and id = $2',
    [...key, acceptedTagName(next.name ?? current.name), next.color, next.description || null, next.owner || null],
  )
  transaction.touchDefinitions()
}

function acceptedTagName(text: string): string {
  const name = toTagName(text)
  const problem = problemOfTagName(name)
  if (problem) throw invalid('/name', problem)
  return name
}

/** Takes a tag off everyone, writing down who had it, and deletes it; it can come back for 7 days. Refused while something uses it. */
export async function deleteTag(transaction: Transaction, text: string, at: Date): Promise<void> {
  const { projectId } = transaction
  const { id, name } = await getTag(transaction, projectId, text)
  // Waits for those who are putting the tag on, and makes later ones find that it is gone.
  await transaction.query('select from tags where project_id = $1 and id = $2 for update', [projectId, id])
  await refuseInUse(transaction, { kind: 'tag', id: toId('tag', id), name })
  await keepGoneTag(transaction, { id, into: null, at })
  const rowNos = await takeOffEveryone(transaction, { tagId: id, at })
  transaction.touch(rowNos)
  await keepGoneTagDetails(transaction, { id, carriers: rowNos.length })
  await transaction.query('delete from tags where project_id = $1 and id = $2', [projectId, id])
  transaction.touchDefinitions()
}
