import { parseId, type RouteInput, toId, type topic, type topicsUpdate } from '@rollcall/contract'
import type { z } from 'zod'
import { failure } from '../failure.ts'
import { isAfterName, orderByName } from './by-name.ts'
import type { Queryable, Transaction } from './database.ts'
import { refuseInUse } from './definition-uses.ts'

/** A topic as callers see it. */
export type TopicReply = Omit<z.output<typeof topic>, 'subscribers'>

type TopicRow = Omit<TopicReply, 'createdAt' | 'updatedAt'> & { createdAt: Date; updatedAt: Date }

const SELECT_TOPICS = `
  select id, name, description, default_answer as "default", visibility, display_order as "displayOrder",
    active as "isActive", created_at as "createdAt", updated_at as "updatedAt"
  from topics where project_id = $1`

/** The topic with this id or exact name. */
export async function findTopic(record: Queryable, projectId: number, text: string): Promise<TopicReply | undefined> {
  const [row] = await record.query<TopicRow>(
    `${SELECT_TOPICS} and (id = $2 or name = $3) order by id = $2 desc nulls last limit 1`,
    [projectId, parseId('topic', text.trim()) ?? null, toName(text)],
  )
  return row && toReply(row)
}

/** The same; fails when there is none. */
export async function getTopic(record: Queryable, projectId: number, text: string): Promise<TopicReply> {
  const topic = await findTopic(record, projectId, text)
  if (!topic) throw failure('not_found', { what: 'topic', id: text })
  return topic
}

/** Topics in their order, after this order and name. */
export async function listTopics(
  record: Queryable,
  projectId: number,
  page: { includeInactive: boolean; after: [displayOrder: number, name: string] | null; limit: number },
): Promise<TopicReply[]> {
  const rows = await record.query<TopicRow>(
    `${SELECT_TOPICS} and (active or $2) and ($3::int is null or display_order > $3 or (display_order = $3 and ${isAfterName('name', '$4')}))
     order by display_order, ${orderByName('name')} limit $5`,
    [projectId, page.includeInactive, ...(page.after ?? [null, null]), page.limit],
  )
  return rows.map(toReply)
}

function toReply(row: TopicRow): TopicReply {
  return {
    ...row,
    id: toId('topic', row.id),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

function toName(text: string): string {
  return text.normalize('NFC').trim()
}

/** What a topic consists of. */
export type TopicContent = Omit<TopicReply, 'id' | 'createdAt' | 'updatedAt'>
export type TopicChange = RouteInput<typeof topicsUpdate>['body']

/** Makes a topic and returns its id. */
export async function createTopic(transaction: Transaction, topic: TopicContent): Promise<string> {
  const [{ id }] = await transaction.query<{ id: string }>(
    `insert into topics (project_id, name, description, default_answer, visibility, display_order, active)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [transaction.projectId, ...valuesOf(topic)],
  )
  transaction.touchDefinitions()
  return toId('topic', id)
}

/** Changes what is given. */
export async function updateTopic(transaction: Transaction, id: string, change: TopicChange): Promise<void> {
  const current = await holdTopic(transaction, id)
  await transaction.query(
    `update topics set name = $3, description = $4, default_answer = $5, visibility = $6, display_order = $7, active = $8,
       updated_at = now() where project_id = $1 and id = $2`,
    [transaction.projectId, parseId('topic', current.id), ...valuesOf({ ...current, ...change })],
  )
  transaction.touchDefinitions()
}

function valuesOf({ name, description, visibility, displayOrder, isActive, ...topic }: TopicChange & TopicContent) {
  return [toName(name), description || null, topic.default, visibility, displayOrder, isActive]
}

/** Deletes a topic with everyone's answers. Refused while something uses it. */
export async function deleteTopic(transaction: Transaction, text: string): Promise<void> {
  const { id, name } = await holdTopic(transaction, text)
  await refuseInUse(transaction, { kind: 'topic', id, name })
  const key = [transaction.projectId, parseId('topic', id)]
  const [{ rowNos }] = await transaction.query<{ rowNos: number[] }>(
    `with gone as (delete from topic_answers where project_id = $1 and topic_id = $2 returning row_no)
     select coalesce(array_agg(row_no), '{}') as "rowNos" from gone`,
    key,
  )
  await transaction.query('delete from topics where project_id = $1 and id = $2', key)
  transaction.touch(rowNos)
  transaction.touchDefinitions()
}

// Waits for those who are answering or saving a filter, and makes later ones wait.
async function holdTopic(transaction: Transaction, text: string): Promise<TopicReply> {
  const { id } = await getTopic(transaction, transaction.projectId, text)
  await transaction.query('select from topics where project_id = $1 and id = $2 for update', [
    transaction.projectId,
    parseId('topic', id),
  ])
  return getTopic(transaction, transaction.projectId, id)
}
