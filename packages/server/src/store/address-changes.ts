import type { Queryable, Transaction } from './database.ts'

/** An address that somebody wants instead of theirs. */
export type AddressChange = {
  id: string
  rowNo: number
  address: string
  proof: Record<string, unknown>
  at: Date
  isOpen: boolean
}

/** Keeps a wish until it is confirmed or over; returns its UUID. */
export async function insertAddressChange(
  transaction: Transaction,
  change: { rowNo: number; address: string; proof: object; at: Date; expiresAt: Date },
): Promise<string> {
  const [{ id }] = await transaction.query<{ id: string }>(
    `insert into address_changes (project_id, row_no, address, proof, at, expires_at) values ($1, $2, $3, $4, $5, $6)
     returning id`,
    [transaction.projectId, change.rowNo, change.address, JSON.stringify(change.proof), change.at, change.expiresAt],
  )
  return id
}

/** How often somebody wanted another address since then. */
export async function countAddressChanges(
  record: Queryable,
  projectId: number,
  { rowNo, since }: { rowNo: number; since: Date },
): Promise<number> {
  const [{ count }] = await record.query<{ count: number }>(
    'select count(*)::int as count from address_changes where project_id = $1 and row_no = $2 and at > $3',
    [projectId, rowNo, since],
  )
  return count
}

const SELECT = `select id, row_no as "rowNo", address, proof, at, confirmed_at is null and expires_at > $3 as "isOpen"
  from address_changes where project_id = $1 and id = $2`

/** A wish by its UUID. */
export async function findAddressChange(
  record: Queryable,
  projectId: number,
  { id, now }: { id: string; now: Date },
): Promise<AddressChange | undefined> {
  const [change] = await record.query<AddressChange>(SELECT, [projectId, id, now])
  return change
}

/** Takes a wish that is open to be fulfilled, once; undefined when it is not open any more. */
export async function takeAddressChange(
  transaction: Transaction,
  { id, now }: { id: string; now: Date },
): Promise<AddressChange | undefined> {
  const [change] = await transaction.query<AddressChange>(`${SELECT} for update`, [transaction.projectId, id, now])
  if (!change?.isOpen) return undefined
  await transaction.query('update address_changes set confirmed_at = $3 where project_id = $1 and id = $2', [
    transaction.projectId,
    id,
    now,
  ])
  return change
}

/** Forgets wishes that were over before then. */
export async function deleteOldAddressChanges(record: Queryable, before: Date): Promise<void> {
  await record.query('delete from address_changes where expires_at < $1', [before])
}
