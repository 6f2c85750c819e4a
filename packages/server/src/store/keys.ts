import type { Queryable } from './database.ts'

/** An API key as lists show it; the token itself is nowhere. */
export type KeyRow = {
  id: string
  name: string
  hint: string
  scopes: string[]
  created_at: Date
  created_by: string
  last_used_at: Date | null
  expires_at: Date | null
}

/** What it takes to let somebody in with a key. */
export type KeyHolder = {
  project_id: number
  id: string
  token_hash: Buffer
  scopes: string[]
  last_used_at: Date | null
  expires_at: Date | null
}

/** The key of that hash, unless it was revoked. */
export async function findKeyByHash(record: Queryable, tokenHash: Buffer): Promise<KeyHolder | undefined> {
  const [key] = await record.query<KeyHolder>(
    `select project_id, id, token_hash, scopes, last_used_at, expires_at from api_keys
     where token_hash = $1 and revoked_at is null`,
    [tokenHash],
  )
  return key
}

/** All keys that still count, newest first. */
export function listKeys(record: Queryable, projectId: number): Promise<KeyRow[]> {
  return record.query<KeyRow>(
    `select id, name, hint, scopes, created_at, created_by, last_used_at, expires_at from api_keys
     where project_id = $1 and revoked_at is null order by created_at desc, id desc`,
    [projectId],
  )
}

export type NewKey = {
  name: string
  tokenHash: Buffer
  hint: string
  scopes: readonly string[]
  createdBy: string
  expiresAt: Date | null
}

export async function insertKey(record: Queryable, projectId: number, key: NewKey): Promise<KeyRow> {
  const [row] = await record.query<KeyRow>(
    `insert into api_keys (project_id, name, token_hash, hint, scopes, created_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     returning id, name, hint, scopes, created_at, created_by, last_used_at, expires_at`,
    [projectId, key.name, key.tokenHash, key.hint, key.scopes, key.createdBy, key.expiresAt],
  )
  return row
}

/** Makes the key unless its token is known already; a revoked one stays revoked. */
export async function ensureKey(record: Queryable, projectId: number, key: NewKey): Promise<void> {
  await record.query(
    `insert into api_keys (project_id, name, token_hash, hint, scopes, created_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (token_hash) do nothing`,
    [projectId, key.name, key.tokenHash, key.hint, key.scopes, key.createdBy, key.expiresAt],
  )
}

/** One key that still counts; nobody else changes it before the transaction ends. */
export async function findKeyForUpdate(record: Queryable, projectId: number, id: string): Promise<KeyRow | undefined> {
  const [row] = await record.query<KeyRow>(
    `select id, name, hint, scopes, created_at, created_by, last_used_at, expires_at from api_keys
     where project_id = $1 and id = $2 and revoked_at is null for update`,
    [projectId, id],
  )
  return row
}

/** Has a key end at this time, unless it ends before. */
export async function endKey(record: Queryable, key: { projectId: number; id: string; at: Date }): Promise<void> {
  await record.query(
    `update api_keys set expires_at = least(expires_at, $3::timestamptz) where project_id = $1 and id = $2`,
    [key.projectId, key.id, key.at],
  )
}

/** Whether there was such a key to revoke. */
export async function revokeKey(record: Queryable, projectId: number, id: string): Promise<boolean> {
  const revoked = await record.query(
    `update api_keys set revoked_at = now() where project_id = $1 and id = $2 and revoked_at is null returning id`,
    [projectId, id],
  )
  return revoked.length > 0
}

export async function markKeyUsed(record: Queryable, key: { projectId: number; id: string; at: Date }): Promise<void> {
  await record.query('update api_keys set last_used_at = $3 where project_id = $1 and id = $2', [
    key.projectId,
    key.id,
    key.at,
  ])
}

/** Whether any key was ever made, revoked ones included. */
export async function hasKeys(record: Queryable, projectId: number): Promise<boolean> {
  const rows = await record.query('select 1 from api_keys where project_id = $1 limit 1', [projectId])
  return rows.length > 0
}
