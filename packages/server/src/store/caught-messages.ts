import { parseId } from '@rollcall/contract'
import { failure } from '../failure.ts'
import type { Queryable, Transaction } from './database.ts'

/** A message as it reached the catcher. */
export type ArrivedMessage = {
  projectId: number
  from: string
  to: string[]
  subject: string
  raw: Buffer
  at: Date
}

/** A message in the catcher's list. */
export type CaughtMessage = { id: string; receivedAt: Date; from: string; to: string[]; subject: string }

/** Keeps messages of any projects in one statement. */
export async function insertCaughtMessages(record: Queryable, messages: ArrivedMessage[]): Promise<void> {
  await record.query(
    `insert into caught_messages (project_id, received_at, mail_from, recipients, subject, raw)
     select project_id, received_at, mail_from, string_to_array(recipients, E'\\n'), subject, raw
     from unnest($1::int[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::bytea[])
       as arrived (project_id, received_at, mail_from, recipients, subject, raw)`,
    [
      messages.map(({ projectId }) => projectId),
      messages.map(({ at }) => at),
      messages.map(({ from }) => from),
      // An address never contains a line break, and PostgreSQL has no arrays of unequal arrays.
      messages.map(({ to }) => to.join('\n')),
      messages.map(({ subject }) => subject),
      messages.map(({ raw }) => raw),
    ],
  )
}

const COLUMNS = `id, received_at as "receivedAt", mail_from as "from", recipients as "to", subject`
const MATCHES = `project_id = $1 and ($2::text is null
  or strpos(lower(subject), lower($2)) > 0 or strpos(lower(array_to_string(recipients, ' ')), lower($2)) > 0)`

/** Messages newest first, older than the one with the UUID `after`; `q` is part of a recipient or of the subject. */
export function listCaughtMessages(
  record: Queryable,
  projectId: number,
  page: { q: string | null; after: string | null; limit: number },
): Promise<CaughtMessage[]> {
  return record.query<CaughtMessage>(
    `select ${COLUMNS} from caught_messages where ${MATCHES} and ($3::uuid is null or id < $3) order by id desc limit $4`,
    [projectId, page.q, page.after, page.limit],
  )
}

/** How many messages there are, or match `q`. */
export async function countCaughtMessages(record: Queryable, projectId: number, q: string | null): Promise<number> {
  const [{ count }] = await record.query<{ count: number }>(
    `select count(*)::int as count from caught_messages where ${MATCHES}`,
    [projectId, q],
  )
  return count
}

/** One message with its bytes. */
export async function getCaughtMessage(
  record: Queryable,
  projectId: number,
  id: string,
): Promise<CaughtMessage & { raw: Buffer }> {
  const [message] = await record.query<CaughtMessage & { raw: Buffer }>(
    `select ${COLUMNS}, raw from caught_messages where project_id = $1 and id = $2`,
    [projectId, parseId('message', id) ?? null],
  )
  if (!message) throw failure('not_found', { what: 'message', id })
  return message
}

/** Empties the catcher of one project. */
export async function deleteCaughtMessages(transaction: Transaction): Promise<void> {
  await transaction.query('delete from caught_messages where project_id = $1', [transaction.projectId])
}
