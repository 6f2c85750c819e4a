import type { Database } from './database.ts'
import { runTransaction } from './run-transaction.ts'

/**
 * Works out who leaves when, with the next free moment (ms) of each of these limits in hand, which nobody else in any process
 * has meanwhile. `work` moves them on; what it has given away is never free again.
 */
export function withMoments<Result>(
  { pool }: Database,
  keys: string[],
  work: (nextAtMs: Map<string, number>) => Result,
): Promise<Result> {
  return runTransaction(pool, async (client) => {
    // In their order, so that no two wait for each other.
    await client.query(
      `insert into send_pace (key, next_at) select key, '-infinity' from unnest($1::text[]) as key order by key
       on conflict (key) do nothing`,
      [keys],
    )
    const { rows } = await client.query<{ key: string; nextAtMs: number }>(
      `select key, extract(epoch from next_at)::float8 * 1000 as "nextAtMs" from send_pace where key = any($1)
       order by key for update`,
      [keys],
    )
    const nextAtMs = new Map(rows.map((row) => [row.key, row.nextAtMs]))
    const result = work(nextAtMs)
    await client.query(
      `update send_pace p set next_at = to_timestamp(given.next_at / 1000)
       from unnest($1::text[], $2::float8[]) as given (key, next_at) where p.key = given.key`,
      [[...nextAtMs.keys()], [...nextAtMs.values()]],
    )
    return result
  })
}
