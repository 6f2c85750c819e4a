import type { Queryable, Transaction } from './database.ts'

/** What a notice says: a message about what somebody just did, to one person. */
export type NoticeContent = {
  from: string
  fromName: string
  to: string
  subject: string
  html: string
  text: string
}

/** A notice in a worker's hands. */
export type Notice = { projectId: number; id: string; addressKey: string; attempts: number; message: NoticeContent }

/** Has a notice sent as soon as this transaction is over. */
export async function queueNotice(
  transaction: Transaction,
  { addressKey, message, at }: { addressKey: string; message: NoticeContent; at: Date },
): Promise<void> {
  await transaction.query(
    'insert into notices (project_id, address_key, message, not_before, created_at) values ($1, $2, $3, $4, $4)',
    [transaction.projectId, addressKey, JSON.stringify(message), at],
  )
}

/** How many notices an address was written since then. */
export async function countNotices(
  record: Queryable,
  projectId: number,
  { addressKey, since }: { addressKey: string; since: Date },
): Promise<number> {
  const [{ count }] = await record.query<{ count: number }>(
    'select count(*)::int as count from notices where project_id = $1 and address_key = $2 and created_at > $3',
    [projectId, addressKey, since],
  )
  return count
}

/** Forgets what these folded addresses were written. */
export async function eraseNotices(transaction: Transaction, addresses: string[]): Promise<void> {
  await transaction.query('delete from notices where project_id = $1 and address_key = any($2)', [
    transaction.projectId,
    addresses,
  ])
}

/** Takes notices that are due, so that nobody else does until `until`. */
export function takeNotices(
  record: Queryable,
  { now, until, limit }: { now: Date; until: Date; limit: number },
): Promise<Notice[]> {
  return record.query<Notice>(
    `with due as (
       select project_id, id from notices where state = 'queued' and not_before <= $1
       order by not_before limit $3 for update skip locked
     )
     update notices l set not_before = $2, attempts = l.attempts + 1 from due
     where l.project_id = due.project_id and l.id = due.id
     returning l.project_id as "projectId", l.id, l.address_key as "addressKey", l.attempts, l.message`,
    [now, until, limit],
  )
}

/** Has a notice tried again then. */
export async function deferNotice(
  record: Queryable,
  { projectId, id }: Notice,
  { notBefore, response }: { notBefore: Date; response: string },
): Promise<void> {
  await record.query('update notices set not_before = $3, response = $4 where project_id = $1 and id = $2', [
    projectId,
    id,
    notBefore,
    toKept(response),
  ])
}

/** A notice is over; what it said goes. */
export async function endNotice(
  record: Queryable,
  { projectId, id }: Notice,
  { state, response }: { state: 'sent' | 'failed'; response: string },
): Promise<void> {
  await record.query('update notices set state = $3, response = $4, message = null where project_id = $1 and id = $2', [
    projectId,
    id,
    state,
    toKept(response),
  ])
}

/** Forgets notices that were over before then. */
export async function deleteOldNotices(record: Queryable, before: Date): Promise<void> {
  await record.query(`delete from notices where state <> 'queued' and created_at < $1`, [before])
}

const LONGEST_RESPONSE = 1_000

function toKept(response: string): string {
  return response.replaceAll('\u0000', '').slice(0, LONGEST_RESPONSE).toWellFormed()
}
