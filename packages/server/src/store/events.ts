import type { Queryable, Transaction } from './database.ts'

/** An event that the record does not know yet. */
export type NewEvent = {
  rowNo: number
  /** Seconds since 1970. */
  at: number
  name: string
  /** UUID. */
  campaignId: string | null
  isMachine: boolean
  isTransactional: boolean
  link: string | null
  /** JSON. */
  properties: string | null
  /** UUID made from the id that the caller gave it; an event with a known one is there already. */
  key: string | null
}

const DAY_SECONDS = 86_400

/** Makes room for events of these seconds. Not inside a transaction that writes events: others would wait for its end. */
export async function ensureEventMonths(record: Queryable, seconds: Iterable<number>): Promise<void> {
  const days = new Set<number>()
  for (const second of seconds) days.add(Math.floor(second / DAY_SECONDS))
  const months = new Set([...days].map((day) => `${new Date(day * DAY_SECONDS * 1000).toISOString().slice(0, 7)}-01`))
  // In one order, so that two who make the same months never wait for each other in a circle.
  await record.query('select ensure_events_partition(month) from unnest($1::date[]) month', [[...months].sort()])
}

/**
 * Records events in their order, apart from those whose key is known. The change feed hears of them by itself (migration
 * 0002), so nobody is touched.
 */
export async function insertEvents(transaction: Transaction, events: NewEvent[], now: Date): Promise<void> {
  const fresh = await claimKeys(transaction, events, now)
  // `delete` takes each key once: an event that stands twice in a batch counts once.
  const added = events.filter(({ key }) => key === null || fresh.delete(key))
  if (added.length === 0) return
  await transaction.query(
    `with actor as materialized (select set_config('rollcall.actor', $2, true))
     insert into events (project_id, row_no, at, name, campaign_id, machine, transactional, link, properties)
     select $1, row_no, to_timestamp(at), name, campaign_id, machine, transactional, link, properties::jsonb
     from actor cross join
       unnest($3::int[], $4::float8[], $5::text[], $6::uuid[], $7::bool[], $8::bool[], $9::text[], $10::text[])
         as e (row_no, at, name, campaign_id, machine, transactional, link, properties)`,
    [
      transaction.projectId,
      transaction.actor,
      added.map(({ rowNo }) => rowNo),
      added.map(({ at }) => at),
      added.map(({ name }) => name),
      added.map(({ campaignId }) => campaignId),
      added.map(({ isMachine }) => isMachine),
      added.map(({ isTransactional }) => isTransactional),
      added.map(({ link }) => link),
      added.map(({ properties }) => properties),
    ],
  )
}

/** Those of the events' keys that nobody used before; they are used now. */
async function claimKeys(transaction: Transaction, events: NewEvent[], now: Date): Promise<Set<string>> {
  const keys = [...new Set(events.flatMap(({ key }) => key ?? []))]
  if (keys.length === 0) return new Set()
  const rows = await transaction.query<{ place: number }>(
    // In one order everywhere: two who send the same events never wait for each other in a circle.
    `with claimed as (
       insert into event_keys (project_id, key, seen_on) select $1, key, $3 from unnest($2::uuid[]) key order by key
       on conflict do nothing returning key
     )
     select place from unnest($2::uuid[]) with ordinality as given (key, place) join claimed using (key)`,
    [transaction.projectId, keys, now.toISOString().slice(0, 10)],
  )
  return new Set(rows.flatMap(({ place }) => keys[place - 1] ?? []))
}

/** A key is remembered for 35 days at least: a day that began 35 days ago is not over yet. */
const KEY_DAYS = 36
const KEYS_AT_ONCE = 10_000

/** Forgets the keys of events that were sent long ago, some at a time. */
export async function deleteOldEventKeys(record: Queryable, now: Date): Promise<void> {
  for (;;) {
    const gone = await record.query(
      `delete from event_keys where (project_id, key) in (
         select project_id, key from event_keys where seen_on < $1::date - $2::int limit $3
       ) returning 1`,
      [now.toISOString().slice(0, 10), KEY_DAYS, KEYS_AT_ONCE],
    )
    if (gone.length < KEYS_AT_ONCE) return
  }
}
