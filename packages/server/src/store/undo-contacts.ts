import { toId } from '@rollcall/contract'
import type { ContactUndo, Kept } from '../contacts/to-undo.ts'
import type { Queryable, Transaction } from './database.ts'

type Undone = Promise<Set<number>>

/** Takes off the tags that were put on at that moment; one that was taken off since and put on again stays. */
export async function takeTagsOffAgain(
  transaction: Transaction,
  { changes, putOnAt, at }: { changes: ContactUndo[]; putOnAt: Date; at: Date },
): Undone {
  const pairs = changes.flatMap(({ rowNo, tagsAdded = [] }) => tagsAdded.map((tag) => ({ row_no: rowNo, tag })))
  if (pairs.length === 0) return new Set()
  // Tags that are put on together are microseconds apart.
  return touched(
    transaction,
    `with pairs as (select * from jsonb_to_recordset($2::jsonb) as p (row_no int, tag uuid)),
     off as (
       delete from contact_tags ct using pairs p
       where ct.project_id = $1 and ct.row_no = p.row_no and ct.tag_id = p.tag
         and ct.applied_at >= $3 and ct.applied_at < $3 + interval '1 millisecond'
       returning ct.*
     )
     insert into tag_removals (project_id, row_no, tag_name, applied_at, applied_by, removed_at, removed_by)
     select $1, off.row_no, t.name, off.applied_at, off.applied_by, $4, $5
     from off join tags t on t.project_id = $1 and t.id = off.tag_id order by off.row_no, t.name
     returning row_no as "rowNo"`,
    [JSON.stringify(pairs), putOnAt, at, transaction.actor],
  )
}

/**
 * Puts tags back as they were, with the time since when and by whom; those of tags that are gone by now are not. Of two tags that were
 * merged since, the earlier time wins.
 */
export function putTagsBack(transaction: Transaction, changes: ContactUndo[]): Undone {
  const tags = changes.flatMap(({ rowNo, tagsRemoved = [] }) => tagsRemoved.map((kept) => toRow(rowNo, kept)))
  if (tags.length === 0) return Promise.resolve(new Set())
  return touched(
    transaction,
    `insert into contact_tags (project_id, row_no, tag_id, applied_at, applied_by)
     select $1, r.row_no, r.id, r.at, r.by from jsonb_to_recordset($2::jsonb) as r (row_no int, id uuid, at timestamptz, by text)
     join tags t on t.project_id = $1 and t.id = r.id
     join contacts c on c.project_id = $1 and c.row_no = r.row_no
     order by r.row_no, r.id, r.at on conflict do nothing returning row_no as "rowNo"`,
    [JSON.stringify(tags)],
  )
}

/** Takes people out of the static segments that they were put into then; who was put in again since stays. */
export function leaveAgain(transaction: Transaction, changes: ContactUndo[]): Undone {
  const joined = changes.flatMap(({ rowNo, joined: kept = [] }) => [kept].flat().map((one) => toRow(rowNo, one)))
  if (joined.length === 0) return Promise.resolve(new Set())
  return touched(
    transaction,
    `delete from segment_contacts sc
     using jsonb_to_recordset($2::jsonb) as r (row_no int, id uuid, at timestamptz)
     where sc.project_id = $1 and sc.segment_id = r.id and sc.row_no = r.row_no and sc.added_at = r.at
     returning sc.row_no as "rowNo"`,
    [JSON.stringify(joined)],
  )
}

/** Puts people back into the static segment that they were taken out of, unless the segment is gone. */
export function joinAgain(transaction: Transaction, changes: ContactUndo[]): Undone {
  const left = changes.flatMap(({ rowNo, left: kept }) => (kept ? toRow(rowNo, kept) : []))
  if (left.length === 0) return Promise.resolve(new Set())
  return touched(
    transaction,
    `insert into segment_contacts (project_id, segment_id, row_no, added_at, added_by)
     select $1, r.id, r.row_no, r.at, r.by from jsonb_to_recordset($2::jsonb) as r (row_no int, id uuid, at timestamptz, by text)
     join segments s on s.project_id = $1 and s.id = r.id
     join contacts c on c.project_id = $1 and c.row_no = r.row_no
     order by r.row_no on conflict do nothing returning row_no as "rowNo"`,
    [JSON.stringify(left)],
  )
}

/** Brings back contacts that were deleted at that moment, unless somebody else has their identifier by now. */
export function bringBack(
  transaction: Transaction,
  { changes, deletedAt, at }: { changes: ContactUndo[]; deletedAt: Date; at: Date },
): Undone {
  const rowNos = changes.filter(({ isDeleted }) => isDeleted).map(({ rowNo }) => rowNo)
  if (rowNos.length === 0) return Promise.resolve(new Set())
  return touched(
    transaction,
    `with restored as (
       update contacts c set deleted_at = null where project_id = $1 and row_no = any($2) and deleted_at = $3
         and not exists (select from contacts o
           where o.project_id = $1 and o.deleted_at is null and o.email_key = c.email_key)
         and not exists (select from contacts o
           where o.project_id = $1 and o.deleted_at is null and o.external_id = c.external_id)
       returning row_no
     )
     insert into contact_log (project_id, row_no, change, at, changed_by)
     select $1, row_no, 'restored', $4, $5 from restored returning row_no as "rowNo"`,
    [rowNos, deletedAt, at, transaction.actor],
  )
}

async function touched(transaction: Transaction, text: string, values: unknown[]): Undone {
  const rows = await transaction.query<{ rowNo: number }>(text, [transaction.projectId, ...values])
  const rowNos = new Set(rows.map(({ rowNo }) => rowNo))
  transaction.touch(rowNos)
  return rowNos
}

function toRow(rowNo: number, { id, at, by }: Kept) {
  return { row_no: rowNo, id, at, by }
}

/** Which live contact has each of these e-mail keys and externalIds. */
export async function findIdentifierHolders(
  record: Queryable,
  projectId: number,
  wanted: { emailKeys: string[]; externalIds: string[] },
): Promise<{ emailKeys: Map<string, number>; externalIds: Map<string, number> }> {
  const rows = await record.query<{ rowNo: number; emailKey: string | null; externalId: string | null }>(
    `select row_no as "rowNo", email_key as "emailKey", null as "externalId" from contacts
     where project_id = $1 and deleted_at is null and email_key = any($2)
     union all
     select row_no, null, external_id from contacts
     where project_id = $1 and deleted_at is null and external_id = any($3)`,
    [projectId, wanted.emailKeys, wanted.externalIds],
  )
  return {
    emailKeys: new Map(rows.flatMap(({ rowNo, emailKey }) => (emailKey === null ? [] : [[emailKey, rowNo]]))),
    externalIds: new Map(rows.flatMap(({ rowNo, externalId }) => (externalId === null ? [] : [[externalId, rowNo]]))),
  }
}

/** The public ids behind row numbers, those of deleted contacts included. */
export async function listIdsOfRows(
  record: Queryable,
  projectId: number,
  rowNos: number[],
): Promise<Map<number, string>> {
  const rows = await record.query<{ rowNo: number; id: string }>(
    'select row_no as "rowNo", id from contacts where project_id = $1 and row_no = any($2)',
    [projectId, rowNos],
  )
  return new Map(rows.map(({ rowNo, id }) => [rowNo, toId('contact', id)]))
}
