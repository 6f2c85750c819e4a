import { type contact, parseId, toId } from '@rollcall/contract'
import { fold } from '@rollcall/filters'
import type { z } from 'zod'
import { failure } from '../failure.ts'
import { FULL_NAME } from './contact-names.ts'
import type { Queryable } from './database.ts'

/** A contact as callers see it. */
export type ContactReply = z.output<typeof contact>

/** Who is meant: the row inside the record, and the public id (con_…). */
export type FoundContact = { rowNo: number; id: string }

/** The contact with this id, e-mail address or externalId, tried in that order; deleted ones are not found. */
export async function findContact(
  record: Queryable,
  projectId: number,
  text: string,
): Promise<FoundContact | undefined> {
  const [found] = await findContacts(record, projectId, [text])
  return found
}

/** The contact with this id, e-mail address or externalId. */
export async function getContact(record: Queryable, projectId: number, text: string): Promise<FoundContact> {
  const found = await findContact(record, projectId, text)
  if (!found) throw failure('not_found', { what: 'contact', id: text })
  return found
}

/** Whom each of these ids, e-mail addresses and externalIds means, in their order. */
export async function findContacts(
  record: Queryable,
  projectId: number,
  texts: string[],
): Promise<(FoundContact | undefined)[]> {
  // PostgreSQL cannot even be asked about U+0000; nobody is called that.
  const askable = texts.map((text) => (text.includes('\u0000') ? '' : text.trim()))
  const rows = await record.query<{ place: number; rowNo: number; id: string }>(
    `with wanted as (
       select * from unnest($2::text[], $3::uuid[], $4::text[]) with ordinality as w (external_id, id, email_key, place)
     )
     select distinct on (w.place) w.place, c.row_no as "rowNo", c.id
     from wanted w cross join lateral (
       select row_no, id, 1 as rank from contacts where project_id = $1 and deleted_at is null and id = w.id
       union all
       select row_no, id, 2 from contacts where project_id = $1 and deleted_at is null and email_key = w.email_key
       union all
       select row_no, id, 3 from contacts where project_id = $1 and deleted_at is null and external_id = w.external_id
     ) c
     order by w.place, c.rank`,
    [projectId, askable, askable.map((text) => parseId('contact', text) ?? null), askable.map(fold)],
  )
  const found = new Map(rows.map(({ place, rowNo, id }) => [place, { rowNo, id: toId('contact', id) }]))
  return texts.map((_, index) => found.get(index + 1))
}

/** The row number of whoever each of these texts means; absent when nobody. Thousands of texts at once are fine. */
export async function findRowNos(record: Queryable, projectId: number, texts: string[]): Promise<Map<string, number>> {
  const rows = await record.query<{ rowNo: number | null }>(
    // Look-ups one after the other, and no second one for whom the first found.
    `select coalesce(
       (select row_no from contacts where project_id = $1 and deleted_at is null and id = w.id),
       (select row_no from contacts where project_id = $1 and deleted_at is null and email_key = w.email_key),
       (select row_no from contacts where project_id = $1 and deleted_at is null and external_id = w.external_id)
     ) as "rowNo"
     from unnest($2::uuid[], $3::text[], $4::text[]) with ordinality as w (id, email_key, external_id, place)
     order by place`,
    [
      projectId,
      texts.map((text) => parseId('contact', text) ?? null),
      texts.map(fold),
      texts.map((text) => text.trim()),
    ],
  )
  return new Map(rows.flatMap(({ rowNo }, place) => (rowNo === null ? [] : [[texts[place] ?? '', rowNo] as const])))
}

type ContactRow = Omit<ContactReply, 'createdAt' | 'updatedAt' | 'subscribedAt' | 'unsubscribedAt' | 'pausedUntil'> & {
  rowNo: number
  createdAt: Date
  updatedAt: Date
  subscribedAt: Date | null
  unsubscribedAt: Date | null
  pausedUntil: Date | null
}

// The limit keeps the planner to one look-up by key each. Left alone it reads every contact of the project while the table
// has no statistics yet, as after a first import (1,000 of 150,000 contacts: 90 ms instead of 6).
const ONE_CONTACT =
  '(select * from contacts where project_id = $1 and row_no = wanted.row_no and deleted_at is null limit 1)'

/** These contacts as callers see them, in this order, in one query; those that are gone are left out. */
export async function listContactsByRowNos(
  record: Queryable,
  projectId: number,
  rowNos: number[],
): Promise<ContactReply[]> {
  return (await listNumberedContacts(record, projectId, rowNos)).map(({ contact }) => contact)
}

/** The same, each with its row number. */
export async function listNumberedContacts(
  record: Queryable,
  projectId: number,
  rowNos: number[],
): Promise<{ rowNo: number; contact: ContactReply }[]> {
  const rows = await record.query<ContactRow>(
    `select c.row_no as "rowNo", c.id, c.external_id as "externalId", c.email, c.phone, c.first_name as "firstName", c.last_name as "lastName",
       ${FULL_NAME} as name,
       c.country, c.language, c.timezone, c.company, c.job_title as "jobTitle", c.inbox_provider as "inboxProvider",
       c.source, c.status, c.validation, coalesce(c.funnel, 'none') as funnel, c.lost, c.tracking, c.fields,
       exists (select from suppressions s where s.project_id = $1 and s.address = c.email_key) as suppressed,
       array(
         select t.name from contact_tags ct join tags t on t.project_id = $1 and t.id = ct.tag_id
         where ct.project_id = $1 and ct.row_no = c.row_no order by ct.applied_at, ct.tag_id
       ) as tags,
       (select coalesce(jsonb_object_agg(ch.channel, ch.address), '{}')
         from contact_channels ch where ch.project_id = $1 and ch.row_no = c.row_no) as channels,
       (select coalesce(jsonb_object_agg(co.channel, co.state), '{}')
         from consents co where co.project_id = $1 and co.row_no = c.row_no) as consent,
       c.created_at as "createdAt", c.updated_at as "updatedAt", c.subscribed_at as "subscribedAt",
       c.unsubscribed_at as "unsubscribedAt", c.paused_until as "pausedUntil"
     from unnest($2::int[]) with ordinality as wanted (row_no, place) cross join lateral ${ONE_CONTACT} c
     order by wanted.place`,
    [projectId, rowNos],
  )
  return rows.map(({ rowNo, ...row }) => ({ rowNo, contact: toReply(row) }))
}

/** One contact as callers see it. */
export async function contactReply(record: Queryable, projectId: number, rowNo: number): Promise<ContactReply> {
  const [reply] = await listContactsByRowNos(record, projectId, [rowNo])
  if (!reply) throw failure('not_found', { what: 'contact', id: `row ${rowNo}` })
  return reply
}

function toReply(row: Omit<ContactRow, 'rowNo'>): ContactReply {
  return {
    ...row,
    id: toId('contact', row.id),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    subscribedAt: row.subscribedAt?.toISOString() ?? null,
    unsubscribedAt: row.unsubscribedAt?.toISOString() ?? null,
    pausedUntil: row.pausedUntil?.toISOString() ?? null,
  }
}

/** Row numbers of a project's contacts, newest first, below `before`. */
export async function listRowNosNewestFirst(
  record: Queryable,
  projectId: number,
  { before, limit }: { before: number | null; limit: number },
): Promise<number[]> {
  const rows = await record.query<{ rowNo: number }>(
    `select row_no as "rowNo" from contacts
     where project_id = $1 and deleted_at is null and ($2::int is null or row_no < $2)
     order by row_no desc limit $3`,
    [projectId, before, limit],
  )
  return rows.map(({ rowNo }) => rowNo)
}

/** The public ids behind row numbers; those of deleted contacts are absent. */
export async function findContactIds(
  record: Queryable,
  projectId: number,
  rowNos: number[],
): Promise<Map<number, string>> {
  if (rowNos.length === 0) return new Map()
  const rows = await record.query<{ rowNo: number; id: string }>(
    `select c.row_no as "rowNo", c.id from unnest($2::int[]) as wanted (row_no) cross join lateral ${ONE_CONTACT} c`,
    [projectId, rowNos],
  )
  return new Map(rows.map(({ rowNo, id }) => [rowNo, toId('contact', id)]))
}
