import { readdir } from 'node:fs/promises'
import type { Queryable } from './database.ts'

const MIGRATIONS = new URL('../../migrations/', import.meta.url)

/** The migrations of this version that the database has not had. */
export async function listPendingMigrations(record: Queryable): Promise<string[]> {
  const rows = await record.query<{ name: string }>('select name from migrations')
  const done = new Set(rows.map(({ name }) => name))
  return (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql') && !done.has(name))
}
