import { parseId, toId } from '@rollcall/contract'
import { failure } from '../failure.ts'
import { orderByName } from './by-name.ts'
import type { Queryable, Transaction } from './database.ts'

/** What somebody said about a topic, with how we know. */
export type TopicAnswer = {
  topic: { id: string; name: string }
  rowNo: number
  subscribed: boolean
  proof: Record<string, unknown> | null
  at: Date
}

/** Writes down an answer; the same answer again changes nothing and keeps its time. */
export async function answerTopic(transaction: Transaction, answer: TopicAnswer): Promise<void> {
  const { topic, rowNo, subscribed, proof, at } = answer
  // A message that is about to leave looks at its contact locked: either it sees the answer, or it left before.
  await transaction.query('select from contacts where project_id = $1 and row_no = $2 for no key update', [
    transaction.projectId,
    rowNo,
  ])
  // Whoever deletes the topic waits, or did so before.
  const held = await transaction.query('select from topics where project_id = $1 and id = $2 for key share', [
    transaction.projectId,
    parseId('topic', topic.id),
  ])
  if (held.length === 0) throw failure('not_found', { what: 'topic', id: topic.id })
  const changed = await transaction.query(
    `with answered as (
       insert into topic_answers (project_id, row_no, topic_id, subscribed, at) values ($1, $2, $3, $4, $5)
       on conflict (project_id, row_no, topic_id) do update set subscribed = excluded.subscribed, at = excluded.at
         where topic_answers.subscribed <> excluded.subscribed
       returning row_no
     )
     insert into topic_log (project_id, row_no, topic_name, subscribed, proof, at, changed_by)
     select $1, row_no, $6, $4, $7, $5, $8 from answered returning 1`,
    [
      ...[transaction.projectId, rowNo, parseId('topic', topic.id), subscribed, at],
      ...[topic.name, proof && JSON.stringify(proof), transaction.actor],
    ],
  )
  if (changed.length > 0) transaction.touch([rowNo])
}

/** Where a contact stands with each topic, in the order of topics. */
export async function listStandings(record: Queryable, projectId: number, rowNo: number) {
  const rows = await record.query<{ topic: string; name: string; subscribed: boolean; answeredAt: Date | null }>(
    `select t.id as topic, t.name, coalesce(a.subscribed, t.default_answer = 'opt_in') as subscribed, a.at as "answeredAt"
     from topics t left join topic_answers a on a.project_id = $1 and a.row_no = $2 and a.topic_id = t.id
     where t.project_id = $1 order by t.display_order, ${orderByName('t.name')}`,
    [projectId, rowNo],
  )
  return rows.map((row) => ({
    ...row,
    topic: toId('topic', row.topic),
    answeredAt: row.answeredAt?.toISOString() ?? null,
  }))
}

/** A topic, and whether a contact gets it by answer or default; undefined when there is no such topic. */
export async function findStanding(
  record: Queryable,
  projectId: number,
  { rowNo, topic }: { rowNo: number; topic: string },
): Promise<{ id: string; name: string; subscribed: boolean } | undefined> {
  const [row] = await record.query<{ id: string; name: string; subscribed: boolean }>(
    `select t.id, t.name, coalesce(a.subscribed, t.default_answer = 'opt_in') as subscribed
     from topics t left join topic_answers a on a.project_id = $1 and a.row_no = $2 and a.topic_id = t.id
     where t.project_id = $1 and t.id = $3`,
    [projectId, rowNo, parseId('topic', topic) ?? null],
  )
  return row && { ...row, id: toId('topic', row.id) }
}
