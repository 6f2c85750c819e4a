import type { Queryable } from './database.ts'

/**
 * Skips up to `limit` messages that wait longer than their expiresAt, also those of a batch that is paused; returns how many. What is in
 * somebody's hand is judged by the look before sending.
 */
export async function skipExpired(record: Queryable, { now, limit }: { now: Date; limit: number }): Promise<number> {
  const skipped = await record.query(
    `update deliveries d set state = 'skipped', reason = 'expired', updated_at = $1
     from (
       select w.* from campaigns k
       cross join lateral (
         -- The limit keeps the planner from beginning here, where millions may wait that never expire.
         select project_id, id from deliveries
         where project_id = k.project_id and campaign_id = k.id and state in ('queued', 'deferred')
         limit $2 for update skip locked
       ) w
       where k.expires_at <= $1 and k.finished_at is null limit $2
     ) late
     where d.project_id = late.project_id and d.id = late.id
     returning 1`,
    [now, limit],
  )
  return skipped.length
}
