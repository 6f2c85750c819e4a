import { parseId, toId } from '@rollcall/contract'
import { fold } from '@rollcall/filters'
import { insertAuditEntry } from './audit-log.ts'
import type { Queryable, Transaction } from './database.ts'
import { insertErased } from './erased-addresses.ts'
import { eraseNotices } from './notices.ts'
import { eraseSignUps } from './sign-ups.ts'
import { eraseFromTestLists } from './test-lists.ts'

/** Everything under which the record knows one person. */
export type KnownPerson = {
  /** Their contact, those merged into it, and earlier ones that were deleted. */
  rowNos: number[]
  /** Folded e-mail addresses that nobody else has. */
  addresses: string[]
  /** What texts may name them by, in lower case: addresses as written, phones, ids. */
  names: string[]
}

type Row = {
  rowNo: number
  id: string
  email: string | null
  emailKey: string | null
  phone: string | null
  externalId: string | null
}

/** The person with this id, e-mail or externalId, deleted or not; an address that is only on the suppression list, or waits to confirm, counts. */
export async function findPerson(record: Queryable, projectId: number, text: string): Promise<KnownPerson | undefined> {
  const given = fold(text.trim())
  const rows = await record.query<Row>(
    `with recursive person as (
       (select row_no, id, email, email_key, phone, external_id from contacts
         where project_id = $1 and (id = $2 or email_key = $3 or external_id = $4)
         order by id = $2 desc, email_key is not distinct from $3 desc, deleted_at nulls first limit 1)
       union
       select c.row_no, c.id, c.email, c.email_key, c.phone, c.external_id
       from person p join contacts c on c.project_id = $1 and c.deleted_at is not null
         and (c.email_key = p.email_key or c.row_no in (
           select m.from_row_no from contact_merges m where m.project_id = $1 and m.row_no = p.row_no))
     )
     select row_no as "rowNo", id, email, email_key as "emailKey", phone, external_id as "externalId" from person`,
    [projectId, parseId('contact', text) ?? null, given, text.trim()],
  )
  const rowNos = rows.map(({ rowNo }) => rowNo)
  const known =
    rows.length > 0 ? rows.flatMap(({ emailKey }) => emailKey ?? []) : await listLoose(record, projectId, given)
  if (rows.length + known.length === 0) return undefined
  const addresses = await withoutOthers(record, projectId, { addresses: [...new Set(known)], rowNos })
  return { rowNos, addresses, names: namesOf(rows, addresses) }
}

// Known without a contact: on the suppression list, or waiting to confirm.
async function listLoose(record: Queryable, projectId: number, address: string): Promise<string[]> {
  const rows = await record.query<{ address: string }>(
    `select address from suppressions where project_id = $1 and address = $2
     union select address_key from sign_ups where project_id = $1 and address_key = $2`,
    [projectId, address],
  )
  return rows.map((row) => row.address)
}

// Somebody else may have taken over the address of one of the deleted contacts.
async function withoutOthers(
  record: Queryable,
  projectId: number,
  { addresses, rowNos }: Pick<KnownPerson, 'addresses' | 'rowNos'>,
): Promise<string[]> {
  const taken = await record.query<{ emailKey: string }>(
    `select email_key as "emailKey" from contacts
     where project_id = $1 and email_key = any($2) and deleted_at is null and row_no <> all($3)`,
    [projectId, addresses, rowNos],
  )
  return addresses.filter((address) => !taken.some(({ emailKey }) => emailKey === address))
}

function namesOf(rows: Row[], addresses: string[]): string[] {
  const ofRows = rows.flatMap(({ id, email, emailKey, phone }) => [
    toId('contact', id),
    ...(email !== null && emailKey !== null && addresses.includes(emailKey) ? [email] : []),
    ...(phone === null ? [] : [phone]),
  ])
  return [...new Set([...addresses, ...ofRows].map((name) => name.toLowerCase()))]
}

/** What an erasure leaves to be deleted outside of the record. */
export type LeftFiles = { exports: string[]; uploads: string[] }

/**
 * Erases a person: what is left is a keyed hash of each address, and lines of the ledger that name nobody. Returns the files
 * that may hold them, which are the caller's to delete: exports (their ids, exp_…) and uploads that were tried (paths).
 */
export async function erasePerson(transaction: Transaction, person: KnownPerson, now: Date): Promise<LeftFiles> {
  const { projectId, query } = transaction
  const { rowNos, addresses } = person
  await query('delete from contacts where project_id = $1 and row_no = any($2)', [projectId, rowNos])
  await query('delete from suppressions where project_id = $1 and address = any($2)', [projectId, addresses])
  await insertErased(transaction, addresses, now)
  await eraseSignUps(transaction, addresses)
  await eraseNotices(transaction, addresses)
  await eraseFromTestLists(transaction, addresses)
  await eraseFromHistories(transaction, person)
  await eraseFromTexts(transaction, person)
  transaction.touch(rowNos)
  return forgetFiles(transaction)
}

// What jobs, imports and merges remember of contacts.
async function eraseFromHistories({ projectId, query }: Transaction, { rowNos, names, addresses }: KnownPerson) {
  await query(`update contact_merges set from_name = '' where project_id = $1 and from_row_no = any($2)`, [
    projectId,
    rowNos,
  ])
  await query(
    `update undo_steps u set changes = (
       select coalesce(jsonb_agg(e), '[]') from jsonb_array_elements(u.changes) e where (e ->> 'rowNo')::int <> all($2))
     where project_id = $1 and exists (
       select from jsonb_array_elements(u.changes) e where (e ->> 'rowNo')::int = any($2))`,
    [projectId, rowNos],
  )
  await query(
    `update gone_tag_steps s set changes = (
       select coalesce(jsonb_agg(e), '[]') from jsonb_array_elements(s.changes) e where (e ->> 'rowNo')::int <> all($2))
     where project_id = $1 and exists (
       select from jsonb_array_elements(s.changes) e where (e ->> 'rowNo')::int = any($2))`,
    [projectId, rowNos],
  )
  await query(
    `update job_results set contact = 'erased', detail = null where project_id = $1 and lower(contact) = any($2)`,
    [projectId, names],
  )
  // In its place, because the progress of a job counts them.
  await query(
    `update jobs j set input = jsonb_set(j.input, '{contacts}', (
       select jsonb_agg(case when lower(e #>> '{}') = any($2) then '"erased"' else e end order by place)
       from jsonb_array_elements(j.input -> 'contacts') with ordinality as given (e, place)))
     where project_id = $1 and jsonb_typeof(j.input -> 'contacts') = 'array' and exists (
       select from jsonb_array_elements_text(j.input -> 'contacts') e where lower(e) = any($2))`,
    [projectId, names],
  )
  await query(
    `delete from caught_messages where project_id = $1
       and exists (select from unnest(recipients) r where lower(r) = any($2) or lower(r) = any($3))`,
    [projectId, names, addresses],
  )
  await query(`update imports set samples = '{}' where project_id = $1 and samples <> '{}'`, [projectId])
}

// What people and programs wrote, where it names somebody.
async function eraseFromTexts({ projectId, query }: Transaction, { names, addresses }: KnownPerson) {
  const pattern = patternOf(names)
  if (pattern === undefined) return
  await query(`delete from import_rejects where project_id = $1 and array_to_string(cells, ' ') ~* $2`, [
    projectId,
    pattern,
  ])
  await query(
    `update suppressions set note = regexp_replace(note, $2, 'erased', 'gi') where project_id = $1 and note ~* $2`,
    [projectId, pattern],
  )
  await query(
    `update provider_reports set outcome = regexp_replace(outcome, $2, 'erased', 'gi') where project_id = $1 and outcome ~* $2`,
    [projectId, pattern],
  )
  await query(`delete from audit_log where project_id = $1 and kind = 'suppression' and name = any($2)`, [
    projectId,
    addresses,
  ])
  await query(
    `update audit_log set name = regexp_replace(name, $2, 'erased', 'gi'),
       before = regexp_replace(before::text, $2, 'erased', 'gi')::jsonb,
       after = regexp_replace(after::text, $2, 'erased', 'gi')::jsonb
     where project_id = $1 and (name ~* $2 or before::text ~* $2 or after::text ~* $2)`,
    [projectId, pattern],
  )
}

/** Any of the names as a word of its own: ada@example.org is not a part of bada@example.org. */
function patternOf(names: string[]): string | undefined {
  if (names.length === 0) return undefined
  const escaped = names.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return `(?<![\\w.+-])(${escaped.join('|')})(?![\\w-])`
}

// Files are not looked into: whatever of them is still there can be made or uploaded again.
async function forgetFiles({ projectId, query }: Transaction): Promise<LeftFiles> {
  const exported = await query<{ id: string }>('delete from exports where project_id = $1 returning id', [projectId])
  const tried = await query<{ filePath: string }>(
    `update imports set file_path = '' from imports before
     where imports.project_id = $1 and before.project_id = imports.project_id and before.id = imports.id
       and imports.file_path <> '' and imports.finished_at is not null
     returning before.file_path as "filePath"`,
    [projectId],
  )
  return { exports: exported.map(({ id }) => toId('export', id)), uploads: tried.map(({ filePath }) => filePath) }
}

/** Writes down that it was done, without a word of whom; returns the UUID under which the audit log has it. */
export async function noteErasure(transaction: Transaction, { rowNos, addresses }: KnownPerson): Promise<string> {
  const [{ id }] = await transaction.query<{ id: string }>('select uuidv7()::text as id')
  const made = { call: 'contacts.erase', change: 'deleted', kind: 'erasure', target: id, name: 'a person' } as const
  await insertAuditEntry(transaction, {
    ...made,
    before: { contacts: rowNos.length, addresses: addresses.length },
    after: {},
  })
  return id
}

/** A definition that still names somebody: only whoever wrote it can say what it should be instead. */
export type Mention = { kind: 'segment' | 'view' | 'campaign' | 'template'; id: string; name: string }

/** Rules, views, campaigns and templates in which somebody is named by an address, a phone or an id. */
export async function listMentions(record: Queryable, projectId: number, names: string[]): Promise<Mention[]> {
  const pattern = patternOf(names)
  if (pattern === undefined) return []
  const rows = await record.query<Mention>(
    `select 'segment' as kind, s.id, s.name from segments s where s.project_id = $1 and exists (
       select from segment_versions v where v.project_id = $1 and v.segment_id = s.id and v.filters::text ~* $2)
     union all
     select 'view', id, name from views where project_id = $1 and filters::text ~* $2
     union all
     select 'campaign', id, name from campaigns
     where project_id = $1 and concat_ws(' ', name, subject, preheader, html, text, mjml, audience::text) ~* $2
     union all
     select 'template', id, name from templates
     where project_id = $1 and concat_ws(' ', name, description, subject, preheader, html, text, mjml) ~* $2
     order by 1, 3`,
    [projectId, pattern],
  )
  return rows.map(({ kind, id, name }) => ({ kind, id: toId(kind, id), name }))
}
