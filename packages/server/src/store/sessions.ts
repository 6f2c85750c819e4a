import type { Role } from '@rollcall/contract'
import type { Queryable } from './database.ts'

/** A person who signs in. */
export type UserRow = { id: string; email: string; name: string | null; password_hash: string }

/** A signed-in person and what they are in their project. */
export type SessionRow = { user_id: string; email: string; name: string | null; project_id: number; role: Role }

/** An address is one account however it is written. */
export function toAccountEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase()
}

export async function findUserByEmail(record: Queryable, email: string): Promise<UserRow | undefined> {
  const [user] = await record.query<UserRow>('select id, email, name, password_hash from users where email = $1', [
    toAccountEmail(email),
  ])
  return user
}

export async function hasUsers(record: Queryable): Promise<boolean> {
  return (await record.query('select 1 from users limit 1')).length > 0
}

export async function insertUser(
  record: Queryable,
  user: { email: string; name: string | null; passwordHash: string },
): Promise<string> {
  const [{ id }] = await record.query<{ id: string }>(
    'insert into users (email, name, password_hash) values ($1, $2, $3) returning id',
    [toAccountEmail(user.email), user.name, user.passwordHash],
  )
  return id
}

export async function insertMember(record: Queryable, member: { projectId: number; userId: string; role: Role }) {
  await record.query('insert into members (project_id, user_id, role) values ($1, $2, $3)', [
    member.projectId,
    member.userId,
    member.role,
  ])
}

export async function insertSession(
  record: Queryable,
  session: { tokenHash: Buffer; userId: string; expiresAt: Date },
) {
  await record.query('insert into sessions (token_hash, user_id, expires_at) values ($1, $2, $3)', [
    session.tokenHash,
    session.userId,
    session.expiresAt,
  ])
}

/** Who the session belongs to, in the project that they joined first. */
export async function findSession(
  record: Queryable,
  session: { tokenHash: Buffer; now: Date },
): Promise<SessionRow | undefined> {
  const [row] = await record.query<SessionRow>(
    `select users.id as user_id, users.email, users.name, members.project_id, members.role
     from sessions join users on users.id = sessions.user_id join members on members.user_id = users.id
     where sessions.token_hash = $1 and sessions.expires_at > $2
     order by members.created_at, members.project_id limit 1`,
    [session.tokenHash, session.now],
  )
  return row
}

export async function deleteSession(record: Queryable, tokenHash: Buffer) {
  await record.query('delete from sessions where token_hash = $1', [tokenHash])
}

/** Signs somebody out everywhere, but for the browser that has `except`. */
export async function deleteSessionsOf(record: Queryable, userId: string, except: Buffer | null = null) {
  await record.query('delete from sessions where user_id = $1 and token_hash is distinct from $2', [userId, except])
}

export async function updateUser(
  record: Queryable,
  userId: string,
  change: { name?: string | null; passwordHash?: string },
) {
  await record.query(
    `update users set name = case when $2 then $3 else name end, password_hash = coalesce($4, password_hash) where id = $1`,
    [userId, change.name !== undefined, change.name || null, change.passwordHash ?? null],
  )
  // Whoever has another password has no use for a link to one; it may still stand in a terminal.
  if (change.passwordHash !== undefined) await record.query('delete from password_resets where user_id = $1', [userId])
}

export async function deleteExpiredSessions(record: Queryable, now: Date) {
  await record.query('delete from sessions where expires_at <= $1', [now])
}

/** Makes this link the only one that counts. */
export async function replaceOwnerLink(
  record: Queryable,
  link: { tokenHash: Buffer; projectId: number; expiresAt: Date },
) {
  await record.query('delete from owner_links where project_id = $1', [link.projectId])
  await record.query('insert into owner_links (token_hash, project_id, expires_at) values ($1, $2, $3)', [
    link.tokenHash,
    link.projectId,
    link.expiresAt,
  ])
}

/** The project that an unused link leads to. */
export async function findOwnerLink(
  record: Queryable,
  link: { tokenHash: Buffer; now: Date },
): Promise<number | undefined> {
  const [row] = await record.query<{ project_id: number }>(
    'select project_id from owner_links where token_hash = $1 and used_at is null and expires_at > $2',
    [link.tokenHash, link.now],
  )
  return row?.project_id
}

/** Whether the link was still unused; of two people at once, one gets true. */
export async function takeOwnerLink(record: Queryable, link: { tokenHash: Buffer; now: Date }): Promise<boolean> {
  const rows = await record.query(
    'update owner_links set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2 returning 1',
    [link.tokenHash, link.now],
  )
  return rows.length > 0
}
