import type { Pool, PoolClient, QueryResultRow } from 'pg'
import type { SnapshotReader } from './database.ts'

/** Runs several reads over one state of the record. */
export async function readSnapshot<Result>(
  { pool }: { pool: Pool },
  read: (record: SnapshotReader) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    const result = await read(toReader(client))
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

/** One query after the other, also when several are asked at once: a connection runs one at a time. */
function toReader(client: PoolClient): SnapshotReader {
  let last: Promise<unknown> = Promise.resolve()
  return {
    client,
    async query<Row extends QueryResultRow>(text: string, values?: unknown[]) {
      const answer = last.then(() => client.query<Row>(text, values))
      last = answer.catch(() => {})
      return (await answer).rows
    },
  }
}
