import { createHash } from 'node:crypto'
import type { QueryResultRow } from 'pg'
import type { Database } from './database.ts'

/** One that finds each of its rows by its key, as `Database.lookups` asks for. */
export type Statement = { text: string; values?: unknown[] }

/**
 * Sends statements in one go and gives the rows of each; with values they are prepared. After one that fails the rest of a
 * transaction fails, too.
 */
export async function lookUp<Row extends QueryResultRow>(
  { lookups }: Pick<Database, 'lookups'>,
  statements: Statement[],
): Promise<Row[][]> {
  const client = await lookups.connect()
  const answers = await Promise.allSettled(statements.map((statement) => client.query<Row>(prepared(statement))))
  const failed = answers.find(({ status }) => status === 'rejected')
  // A connection whose transaction failed is not used again.
  client.release(failed !== undefined)
  return answers.map((answer) => {
    if (answer.status === 'rejected') throw answer.reason
    return answer.value.rows
  })
}

const names = new Map<string, string>()

// Planning the last look before sending took as long as running it: 22 against 13 ms a group. Planning a timeline takes 3.3 ms,
// running it 0.9.
function prepared({ text, values }: Statement) {
  if (!values) return { text }
  const name = names.get(text) ?? createHash('sha256').update(text).digest('hex').slice(0, 32)
  names.set(text, name)
  return { name, text, values }
}
