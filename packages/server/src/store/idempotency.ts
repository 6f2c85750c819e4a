import type { Queryable } from './database.ts'

/** Whose request it is and what it asks. */
export type RequestIdentity = { projectId: number; actor: string; key: string; requestHash: Buffer }

/** A request that was answered or still runs (status null). */
export type EarlierRequest = {
  request_hash: Buffer
  status: number | null
  headers: Record<string, string> | null
  body: string | null
}

/**
 * Takes the key for this request. undefined: it is ours to run. Otherwise what the key was used for. A key is free again
 * after a day, and when whoever took it was killed before answering (no request runs for 10 minutes).
 */
export async function claimKey(
  record: Queryable,
  identity: RequestIdentity,
  now: Date,
): Promise<EarlierRequest | undefined> {
  const { projectId, actor, key, requestHash } = identity
  const claimed = await record.query(
    `insert into idempotency_keys as taken (project_id, actor, key, request_hash, created_at) values ($1, $2, $3, $4, $5)
     on conflict (project_id, actor, key) do update
       set request_hash = excluded.request_hash, created_at = excluded.created_at, status = null, headers = null, body = null
       where taken.created_at < $5::timestamptz - interval '24 hours'
         or (taken.status is null and taken.created_at < $5::timestamptz - interval '10 minutes')
     returning 1`,
    [projectId, actor, key, requestHash, now],
  )
  if (claimed.length > 0) return undefined
  const [earlier] = await record.query<EarlierRequest>(
    'select request_hash, status, headers, body from idempotency_keys where project_id = $1 and actor = $2 and key = $3',
    [projectId, actor, key],
  )
  // Given back between the two statements: the other request failed, and this one may run.
  return earlier ?? claimKey(record, identity, now)
}

export async function storeAnswer(
  record: Queryable,
  { projectId, actor, key }: RequestIdentity,
  answer: { status: number; headers: Record<string, string>; body: string },
) {
  await record.query(
    'update idempotency_keys set status = $4, headers = $5, body = $6 where project_id = $1 and actor = $2 and key = $3',
    [projectId, actor, key, answer.status, answer.headers, answer.body],
  )
}

/** Lets the same request run again. */
export async function releaseKey(record: Queryable, { projectId, actor, key }: RequestIdentity) {
  await record.query(
    'delete from idempotency_keys where project_id = $1 and actor = $2 and key = $3 and status is null',
    [projectId, actor, key],
  )
}

export async function deleteOldKeys(record: Queryable, now: Date) {
  await record.query(`delete from idempotency_keys where created_at < $1::timestamptz - interval '24 hours'`, [now])
}
