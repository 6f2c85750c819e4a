import type { PoolClient } from 'pg'
import type { Database, Queryable } from './database.ts'

/** One transaction that only reads; the client is for COPY. */
export type SnapshotReader = Queryable & { client: PoolClient }

/** Runs several reads over one state of the record. */
export async function readSnapshot<Result>(
  { pool }: Database,
  read: (record: SnapshotReader) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    const result = await read({ client, query: async (text, values) => (await client.query(text, values)).rows })
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((rollbackError) => {
      broken = rollbackError
    })
    throw error
  } finally {
    client.release(broken)
  }
}
