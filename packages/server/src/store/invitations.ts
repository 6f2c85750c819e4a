import { parseId, type Role } from '@rollcall/contract'
import type { Queryable, Transaction } from './database.ts'

/** An invitation that nobody used yet. `id` is its UUID. */
export type InvitationRow = {
  id: string
  role: Role
  email: string | null
  createdAt: Date
  createdBy: string
  expiresAt: Date
}

const COLUMNS = `id, role, email, created_at as "createdAt", created_by as "createdBy", expires_at as "expiresAt"`

export async function insertInvitation(
  transaction: Transaction,
  made: { tokenHash: Buffer; role: Role; email: string | null; at: Date; expiresAt: Date },
): Promise<InvitationRow> {
  const [row] = await transaction.query<InvitationRow>(
    `insert into invitations (project_id, token_hash, role, email, created_at, created_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning ${COLUMNS}`,
    [
      ...[transaction.projectId, made.tokenHash, made.role, made.email],
      ...[made.at, transaction.actor, made.expiresAt],
    ],
  )
  return row
}

/** Invitations that can still be used, newest first. */
export function listInvitations(record: Queryable, projectId: number, now: Date): Promise<InvitationRow[]> {
  return record.query<InvitationRow>(
    `select ${COLUMNS} from invitations where project_id = $1 and used_at is null and expires_at > $2 order by id desc`,
    [projectId, now],
  )
}

/** Whether there was such an invitation to revoke. */
export async function deleteInvitation(transaction: Transaction, id: string): Promise<boolean> {
  const deleted = await transaction.query(
    'delete from invitations where project_id = $1 and id = $2 and used_at is null returning id',
    [transaction.projectId, parseId('invitation', id) ?? null],
  )
  return deleted.length > 0
}

/** Where a link that can still be used leads to, and as what. */
export async function findInvitation(
  record: Queryable,
  link: { tokenHash: Buffer; now: Date },
): Promise<{ projectId: number; role: Role; email: string | null } | undefined> {
  const [row] = await record.query<{ projectId: number; role: Role; email: string | null }>(
    `select project_id as "projectId", role, email from invitations
     where token_hash = $1 and used_at is null and expires_at > $2`,
    [link.tokenHash, link.now],
  )
  return row
}

/** Whether the link was still unused; of two people at once, one gets true. */
export async function takeInvitation(record: Queryable, link: { tokenHash: Buffer; now: Date }): Promise<boolean> {
  const rows = await record.query(
    'update invitations set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2 returning 1',
    [link.tokenHash, link.now],
  )
  return rows.length > 0
}
