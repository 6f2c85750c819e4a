import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../../packages/server/src/store/database.ts'
import { migrate } from '../../packages/server/src/store/migrate.ts'

/** A fresh, migrated database of its own, on the run's embedded PostgreSQL; `drop` removes it. */
export type TestDatabase = { database: Database; connectionString: string; drop(): Promise<void> }

const TEMPLATE = 'rollcall_template'
// Any constant: test files run side by side, and one of them makes the template.
const TEMPLATE_LOCK = 91_735_521

/** Makes a database from a migrated template: milliseconds instead of a migration each. */
export async function createDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('postgresUrl')
  const name = `test_${randomBytes(8).toString('hex')}`
  await withClient(adminUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
    await ensureTemplate(client, adminUrl)
    await client.query(`create database ${name} template ${TEMPLATE}`)
    await client.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK])
  })
  const connectionString = withDatabase(adminUrl, name)
  const database = openDatabase(connectionString, 8, Buffer.alloc(32, 'address key'))
  return {
    database,
    connectionString,
    async drop() {
      await database.close()
      await withClient(adminUrl, (client) => dropDatabase(client, name))
    },
  }
}

// Only a superuser may end an autovacuum worker, which ends by itself in a moment.
const NOT_ALLOWED = '42501'

/** Drops a database, whoever is connected to it. */
export async function dropDatabase(client: pg.Client, name: string, triesLeft = 50): Promise<void> {
  try {
    await client.query(`drop database ${name} with (force)`)
  } catch (error) {
    const isWorker = error instanceof pg.DatabaseError && error.code === NOT_ALLOWED
    if (!isWorker || triesLeft === 0) throw error
    await sleep(100)
    await dropDatabase(client, name, triesLeft - 1)
  }
}

async function ensureTemplate(client: pg.Client, adminUrl: string) {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [TEMPLATE])
  if (rowCount) return
  await client.query(`create database ${TEMPLATE}`)
  await migrate(withDatabase(adminUrl, TEMPLATE))
}

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, name: string): string {
  const result = new URL(url)
  result.pathname = `/${name}`
  return result.href
}
