import { parseId } from '@rollcall/contract'
import { fold } from '@rollcall/filters'
import type { Transaction } from './database.ts'

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
