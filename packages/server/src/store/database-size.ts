import type { Queryable } from './database.ts'

/** How large the record is, and which PostgreSQL holds it. */
export async function readDatabaseSize(record: Queryable): Promise<{ sizeBytes: number; version: string }> {
  const [row] = await record.query<{ sizeBytes: number; version: string }>(
    `select pg_database_size(current_database()) as "sizeBytes", current_setting('server_version') as version`,
  )
  return row
}
