import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type { Client } from 'pg'
import pg from 'pg'

const MIGRATIONS = new URL('../../migrations/', import.meta.url)

// Any constant; it only has to differ from the advisory locks of other software in the same database.
const LOCK_KEY = 7_262_551_901

type Migration = { name: string; sql: string; checksum: string }

/**
 * Brings the database to this version's schema: each numbered file once, in order, each in one transaction, under an
 * advisory lock so that several processes may start at once. Returns the names of those that it applied.
 */
export async function migrate(connectionString: string): Promise<string[]> {
  const client = new pg.Client({ connectionString, application_name: 'rollcall migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY])
    return await applyMissing(client, await listMigrations())
  } finally {
    await client.end()
  }
}

async function listMigrations(): Promise<Migration[]> {
  const names = (await readdir(MIGRATIONS)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, MIGRATIONS), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function applyMissing(client: Client, migrations: Migration[]): Promise<string[]> {
  await client.query(
    `create table if not exists migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())`,
  )
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migrations')
  const done = new Map(rows.map((row) => [row.name, row.checksum]))
  refuseForeignSchema(done, migrations)
  const missing = migrations.filter((migration) => !done.has(migration.name))
  for (const migration of missing) await apply(client, migration)
  return missing.map((migration) => migration.name)
}

async function apply(client: Client, migration: Migration) {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into migrations (name, checksum) values ($1, $2)', [migration.name, migration.checksum])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

function refuseForeignSchema(done: Map<string, string>, migrations: Migration[]) {
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]))
  for (const [name, checksum] of done) {
    const expected = known.get(name)
    if (expected === undefined) {
      throw new Error(
        `The database has the migration ${name}, which this version does not know. Start a newer Rollcall.`,
      )
    }
    if (expected !== checksum) {
      throw new Error(`The migration ${name} was applied in another form. Restore the file as it was released.`)
    }
  }
}
