import type { Pool, PoolClient, QueryResultRow } from 'pg'
import type { SnapshotReader } from './database.ts'
import { runTransaction } from './run-transaction.ts'

/** Runs several reads over one state of the record. */
export function readSnapshot<Result>(
  { pool }: { pool: Pool },
  read: (record: SnapshotReader) => Promise<Result>,
): Promise<Result> {
  return runTransaction(
    pool,
    (client) => read(toReader(client)),
    'begin transaction isolation level repeatable read read only',
  )
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
