import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../../packages/server/src/postgres/embedded-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A database of the run's one PostgreSQL, as a role that may create and drop databases. */
    postgresUrl: string
  }
}

/** One PostgreSQL for the whole run, without the promises about power cuts that make it slower. */
export default async function startPostgresForTests(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'rollcall-tests-'))
  const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' }
  const messages: string[] = []
  try {
    const postgres = await startEmbeddedPostgres({ dataDir: dir, settings, log: (message) => messages.push(message) })
    project.provide('postgresUrl', postgres.connectionString)
    return async () => {
      await postgres.stop()
      await rm(dir, { recursive: true, force: true })
    }
  } catch (error) {
    throw new Error(`The PostgreSQL for the tests did not start.\n${messages.join('\n')}`, { cause: error })
  }
}
