import { parseId, toId } from '@rollcall/contract'
import { fold } from '@rollcall/filters'
import { FULL_NAME } from './contact-names.ts'
import type { Queryable, Transaction } from './database.ts'

const MS_PER_DAY = 86_400_000
/** How long a deleted contact can be brought back. */
const KEPT_DAYS = 30

/** Whoever was deleted after this can be brought back. */
export function restorableSince(now: Date): Date {
  return new Date(now.getTime() - KEPT_DAYS * MS_PER_DAY)
}

/** A contact that can be brought back. */
export type DeletedContact = {
  id: string
  email: string | null
  phone: string | null
  name: string | null
  deletedAt: string
  /** Whom it was made part of. */
  mergedInto: string | null
}

type DeletedRow = Omit<DeletedContact, 'deletedAt'> & { rowNo: number; deletedAt: Date }

/** Contacts that were deleted after `since`, the latest first; the one with this id (con_…), or all of them from a place on. */
export async function listDeleted(
  record: Queryable,
  projectId: number,
  { since, id, after, limit }: { since: Date; id?: string; after?: DeletedPlace | null; limit: number },
): Promise<{ contact: DeletedContact; place: DeletedPlace }[]> {
  const rows = await record.query<DeletedRow>(
    `select c.row_no as "rowNo", c.id, c.email, c.phone, c.deleted_at as "deletedAt",
       ${FULL_NAME} as name,
       (select i.id from contact_merges m join contacts i on i.project_id = $1 and i.row_no = m.row_no and i.deleted_at is null
         where m.project_id = $1 and m.from_row_no = c.row_no and m.at = c.deleted_at limit 1) as "mergedInto"
     from contacts c
     where c.project_id = $1 and c.deleted_at > $2 and ($3::uuid is null or c.id = $3)
       and ($4::timestamptz is null or (date_trunc('milliseconds', c.deleted_at), c.row_no) < ($4, $5::int))
     order by date_trunc('milliseconds', c.deleted_at) desc, c.row_no desc limit $6`,
    [projectId, since, id ?? null, after?.[0] ?? null, after?.[1] ?? null, limit],
  )
  return rows.map(({ rowNo, deletedAt, mergedInto, ...row }) => {
    const at = deletedAt.toISOString()
    const into = mergedInto === null ? null : toId('contact', mergedInto)
    return { contact: { ...row, id: toId('contact', row.id), deletedAt: at, mergedInto: into }, place: [at, rowNo] }
  })
}

/** Where a page of deleted contacts ends: when, and the row number. */
export type DeletedPlace = [at: string, rowNo: number]

/** The contact with this id (con_…), if it can be brought back. Other names of it would have to be looked for among all. */
export async function findDeleted(
  record: Queryable,
  projectId: number,
  { text, since }: { text: string; since: Date },
): Promise<DeletedContact | undefined> {
  const id = parseId('contact', text)
  const [found] = id ? await listDeleted(record, projectId, { since, id, limit: 1 }) : []
  return found?.contact
}

/** A contact's identifier that another contact has by now. */
export type TakenBy = { by: string; value: string; id: string }

type Deleted = { rowNo: number; email: string | null; emailKey: string | null; externalId: string | null }

/**
 * Brings back the contact with this id, e-mail or externalId that was deleted last, with its tags and static segments, which
 * deleting left in place. Undefined when none was deleted since; `takenBy` when somebody else has its identifier now.
 */
export async function restoreContact(
  transaction: Transaction,
  text: string,
  { deletedAfter, at }: { deletedAfter: Date; at: Date },
): Promise<{ rowNo: number } | { takenBy: TakenBy } | undefined> {
  const { projectId } = transaction
  const [deleted] = await transaction.query<Deleted>(
    `select row_no as "rowNo", email, email_key as "emailKey", external_id as "externalId" from contacts
     where project_id = $1 and deleted_at > $2 and (id = $3 or email_key = $4 or external_id = $5)
     order by deleted_at desc limit 1 for update`,
    [projectId, deletedAfter, parseId('contact', text) ?? null, fold(text.trim()), text.trim()],
  )
  if (!deleted) return undefined
  const takenBy = await findTaker(transaction, deleted)
  if (takenBy) return { takenBy }
  await transaction.query(
    `with restored as (update contacts set deleted_at = null where project_id = $1 and row_no = $2 returning row_no)
     insert into contact_log (project_id, row_no, change, at, changed_by) select $1, row_no, 'restored', $3, $4 from restored`,
    [projectId, deleted.rowNo, at, transaction.actor],
  )
  transaction.touch([deleted.rowNo])
  return { rowNo: deleted.rowNo }
}

async function findTaker(transaction: Transaction, deleted: Deleted): Promise<TakenBy | undefined> {
  const [taker] = await transaction.query<{ id: string; emailKey: string | null }>(
    `select id, email_key as "emailKey" from contacts
     where project_id = $1 and deleted_at is null and (email_key = $2 or external_id = $3) limit 1`,
    [transaction.projectId, deleted.emailKey, deleted.externalId],
  )
  if (!taker) return undefined
  const isEmail = taker.emailKey !== null && taker.emailKey === deleted.emailKey
  const value = (isEmail ? deleted.email : deleted.externalId) ?? ''
  return { by: isEmail ? 'e-mail' : 'externalId', value, id: taker.id }
}
