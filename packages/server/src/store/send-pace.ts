import type { Queryable } from './database.ts'

/**
 * Reserves `count` moments for messages of a kind, `intervalMs` apart, which nobody else in any process gets. Returns the
 * first; one that is not used is lost, so that there are never more.
 */
export async function reserveMoments(
  record: Queryable,
  key: string,
  { count, intervalMs, now }: { count: number; intervalMs: number; now: Date },
): Promise<Date> {
  const [{ first }] = await record.query<{ first: Date }>(
    `insert into send_pace as p (key, next_at) values ($1, $2::timestamptz + $3 * interval '1 ms')
     on conflict (key) do update set next_at = greatest(p.next_at, $2) + $3 * interval '1 ms'
     returning p.next_at - $3 * interval '1 ms' as first`,
    [key, now, count * intervalMs],
  )
  return first
}
