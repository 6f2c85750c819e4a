import { parseId, toId } from '@rollcall/contract'
import type { Kept } from '../contacts/to-undo.ts'
import { invalid } from '../failure.ts'
import type { Queryable, Transaction } from './database.ts'
import { type NamedTag, problemOfTagName, toTagName } from './tag-name.ts'

/** Where a request gave tags, for the pointers of what is refused. */
type At = { pointer: string }

/**
 * The tags that these names or ids mean, in their order; a new name becomes a tag. Names are exact: VIP and vip are two tags. An id that
 * does not exist is refused. The tags cannot be deleted before the transaction ends.
 */
export async function ensureTags(transaction: Transaction, texts: string[], at: At = { pointer: '/tags' }) {
  const { known, newNames } = await lookUpTags(transaction, texts, at)
  if (newNames.length === 0) return known
  await transaction.query(
    // In one order everywhere, so that two who make the same tags never wait for each other in a circle.
    `insert into tags (project_id, name) select $1, name from unnest($2::text[]) name order by name
     on conflict (project_id, name) do nothing`,
    [transaction.projectId, newNames],
  )
  transaction.touchDefinitions()
  return (await lookUpTags(transaction, texts, at)).known
}

/** Those of these names or ids that are tags; unknown names are left out, unknown ids are refused. */
export async function findTags(transaction: Transaction, texts: string[], at: At = { pointer: '/tags' }) {
  return (await lookUpTags(transaction, texts, at)).known
}

async function lookUpTags(transaction: Transaction, texts: string[], { pointer }: At) {
  const names = texts.map(toTagName)
  const tags = await transaction.query<NamedTag>(
    `select id, name from tags where project_id = $1 and (id = any($2) or name = any($3))
     order by id for key share`,
    [transaction.projectId, names.map((name) => parseId('tag', name)).filter(Boolean), names.filter(isStorable)],
  )
  const meant = new Map(tags.flatMap((tag) => [[tag.name, tag] as const, [tag.id, tag] as const]))
  const found = names.map((name) => meant.get(parseId('tag', name) ?? name))
  const problems = names.flatMap((name, place) => {
    const detail = found[place] ? undefined : problemOfTagName(name)
    return detail ? [{ pointer: `${pointer}/${place}`, detail }] : []
  })
  if (problems.length > 0) throw invalid(problems)
  const known = [...new Set(found)].filter((tag) => tag !== undefined)
  return { known, newNames: [...new Set(names.filter((_, place) => !found[place]))] }
}

function isStorable(name: string): boolean {
  return !name.includes('\u0000')
}

/** Contacts and the moment at which their tags change. */
export type TagChange = { rowNos: number[]; at: Date }

/**
 * Puts tags on contacts; those that are there keep their time. Tags put on together are a microsecond apart, so that they
 * keep their order. Returns for each contact that changed the tags that are new on it; those contacts are touched.
 */
export async function addTags(
  transaction: Transaction,
  change: TagChange & { tagIds: string[] },
): Promise<Map<number, string[]>> {
  const rows = await transaction.query<{ rowNo: number; tagId: string }>(
    `insert into contact_tags (project_id, row_no, tag_id, applied_at, applied_by)
     select $1, row_no, tag_id, $4::timestamptz + place * interval '1 microsecond', $5
     from unnest($2::int[]) row_no cross join unnest($3::uuid[]) with ordinality as given (tag_id, place)
     order by row_no, tag_id
     on conflict do nothing returning row_no as "rowNo", tag_id as "tagId"`,
    [transaction.projectId, change.rowNos, change.tagIds, change.at, transaction.actor],
  )
  return touched(transaction, rows, ({ tagId }) => tagId)
}

/**
 * Takes tags off contacts (without `tagIds` all of them) and writes down who had them since when. Returns for each contact
 * that changed the tags that it had, with time and actor; those contacts are touched.
 */
export async function removeTags(
  transaction: Transaction,
  change: TagChange & { tagIds?: string[] },
): Promise<Map<number, Kept[]>> {
  const rows = await transaction.query<Kept & { rowNo: number }>(
    `with off as (
       delete from contact_tags where project_id = $1 and row_no = any($2) and ($3::uuid[] is null or tag_id = any($3))
       returning *
     ), logged as (
       insert into tag_removals (project_id, row_no, tag_name, applied_at, applied_by, removed_at, removed_by)
       select $1, off.row_no, t.name, off.applied_at, off.applied_by, $4, $5
       from off join tags t on t.project_id = $1 and t.id = off.tag_id order by off.row_no, t.name
     )
     select row_no as "rowNo", tag_id as id, applied_at::text as at, applied_by as by from off`,
    [transaction.projectId, change.rowNos, change.tagIds ?? null, change.at, transaction.actor],
  )
  return touched(transaction, rows, ({ id, at, by }) => ({ id, at, by }))
}

function touched<Row extends { rowNo: number }, Shown>(
  transaction: Transaction,
  rows: Row[],
  show: (row: Row) => Shown,
) {
  const byContact = Map.groupBy(rows, ({ rowNo }) => rowNo)
  transaction.touch(byContact.keys())
  return new Map([...byContact].map(([rowNo, ofContact]) => [rowNo, ofContact.map(show)]))
}

/** Takes one tag off everyone, as removeTags does, and keeps them for its coming back. Returns them; one array, because they may be millions. */
export async function takeOffEveryone(transaction: Transaction, { tagId, at }: { tagId: string; at: Date }) {
  const [{ rowNos }] = await transaction.query<{ rowNos: number[] }>(
    `with off as (delete from contact_tags where project_id = $1 and tag_id = $2 returning *),
     kept as (
       insert into gone_tag_carriers (project_id, row_no, tag_id, applied_at, applied_by)
       select $1, row_no, $2, applied_at, applied_by from off order by row_no
     ), logged as (
       insert into tag_removals (project_id, row_no, tag_name, applied_at, applied_by, removed_at, removed_by)
       select $1, off.row_no, t.name, off.applied_at, off.applied_by, $3, $4
       from off join tags t on t.project_id = $1 and t.id = off.tag_id returning row_no
     )
     select coalesce(array_agg(row_no), '{}') as "rowNos" from logged`,
    [transaction.projectId, tagId, at, transaction.actor],
  )
  return rowNos
}

/** The names of a contact's tags in the order in which they were put on. */
export async function listTagNames(record: Queryable, projectId: number, rowNo: number): Promise<string[]> {
  const rows = await record.query<{ name: string }>(
    `select t.name from contact_tags ct join tags t on t.project_id = $1 and t.id = ct.tag_id
     where ct.project_id = $1 and ct.row_no = $2 order by ct.applied_at, ct.tag_id`,
    [projectId, rowNo],
  )
  return rows.map(({ name }) => name)
}

/** A contact's tags in the order in which they were put on, each with who did it and when. */
export async function listTagsOf(record: Queryable, projectId: number, rowNo: number) {
  const rows = await record.query<{ id: string; name: string; color: string | null; appliedAt: Date; by: string }>(
    `select t.id, t.name, t.color, ct.applied_at as "appliedAt", ct.applied_by as by
     from contact_tags ct join tags t on t.project_id = $1 and t.id = ct.tag_id
     where ct.project_id = $1 and ct.row_no = $2 order by ct.applied_at, ct.tag_id`,
    [projectId, rowNo],
  )
  return rows.map((row) => ({ ...row, id: toId('tag', row.id), appliedAt: row.appliedAt.toISOString() }))
}
