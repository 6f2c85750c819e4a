import { getPassword } from './database-password.ts'
import { readRecord } from './postgres-record.ts'
import { signIn } from './sign-in.ts'

const PATIENCE_MS = 3_000

/** Where the embedded PostgreSQL of a data directory answers, if the Rollcall that keeps it running does run. */
export async function findEmbeddedDatabase(dataDir: string): Promise<string | undefined> {
  const { port } = await readRecord(dataDir)
  if (port === undefined) return undefined
  const password = await getPassword(dataDir, { clusterExists: true })
  // Another program may have the port by now: only the right one takes this password.
  const isThere = await signIn({ port, password, patienceMs: PATIENCE_MS }, (client) => client.query('select')).then(
    () => true,
    () => false,
  )
  return isThere ? `postgres://rollcall:${password}@127.0.0.1:${port}/rollcall` : undefined
}
