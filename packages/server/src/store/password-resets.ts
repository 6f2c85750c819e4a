import type { Queryable } from './database.ts'

type Link = { tokenHash: Buffer; now: Date }

/** An account, and the project that its person joined first. */
export type Account = { userId: string; email: string; projectId: number }

/** The account behind an address, if its person works anywhere. */
export async function findAccount(record: Queryable, email: string): Promise<Account | undefined> {
  const [account] = await record.query<Account>(
    `select u.id as "userId", u.email, m.project_id as "projectId"
     from users u join members m on m.user_id = u.id
     where u.email = $1 order by m.created_at, m.project_id limit 1`,
    [email],
  )
  return account
}

/** The addresses of those who may do everything. */
export async function listOwnerEmails(record: Queryable): Promise<string[]> {
  const rows = await record.query<{ email: string }>(
    `select distinct u.email from users u join members m on m.user_id = u.id where m.role = 'owner' order by u.email`,
  )
  return rows.map(({ email }) => email)
}

/** Makes this link the only one with which that person sets another password. */
export async function replacePasswordReset(
  record: Queryable,
  link: { tokenHash: Buffer; userId: string; expiresAt: Date },
): Promise<void> {
  await record.query(
    `insert into password_resets (token_hash, user_id, expires_at) values ($1, $2, $3)
     on conflict (user_id) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at`,
    [link.tokenHash, link.userId, link.expiresAt],
  )
}

/** Whose link it is, while it can be used. */
export async function findPasswordReset(record: Queryable, link: Link): Promise<Account | undefined> {
  const [account] = await record.query<Account>(
    `select u.id as "userId", u.email, m.project_id as "projectId"
     from password_resets r join users u on u.id = r.user_id join members m on m.user_id = u.id
     where r.token_hash = $1 and r.expires_at > $2 order by m.created_at, m.project_id limit 1`,
    [link.tokenHash, link.now],
  )
  return account
}

/** Whether the link could still be used; of two people at once, one gets true. */
export async function takePasswordReset(record: Queryable, link: Link): Promise<boolean> {
  const rows = await record.query(
    'delete from password_resets where token_hash = $1 and expires_at > $2 returning user_id',
    [link.tokenHash, link.now],
  )
  return rows.length > 0
}

export async function deleteExpiredPasswordResets(record: Queryable, now: Date): Promise<void> {
  await record.query('delete from password_resets where expires_at <= $1', [now])
}
