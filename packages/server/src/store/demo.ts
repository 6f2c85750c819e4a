import { copyRows } from './copy-rows.ts'
import type { Queryable, Transaction } from './database.ts'

const ORDER = 'demo_for_project'

/** Remembers that a project shall get demo data until it has it. */
export async function orderDemo(record: Queryable, projectId: number): Promise<void> {
  await record.query('insert into meta (key, value) values ($1, $2) on conflict (key) do nothing', [
    ORDER,
    String(projectId),
  ])
}

/** The project that waits for demo data. */
export async function findDemoOrder(record: Queryable): Promise<number | undefined> {
  const [order] = await record.query<{ value: string }>('select value from meta where key = $1', [ORDER])
  return order && Number(order.value)
}

/** Nobody waits for demo data any more. */
export async function closeDemoOrder(record: Queryable): Promise<void> {
  await record.query('delete from meta where key = $1', [ORDER])
}

/** How many contacts a project has, by the record; those that were deleted and could come back are not among them. */
export async function countContacts(record: Queryable, projectId: number): Promise<number> {
  const [{ count }] = await record.query<{ count: number }>(
    'select count(*) from contacts where project_id = $1 and deleted_at is null',
    [projectId],
  )
  return count
}

// What the demo's messages show; nobody lives there, so it goes when the demo goes.
const DEMO_ADDRESS = 'Quiet Summit, 1 Example Street, 12345 Sampleton'

/** Gives a project that has no postal address the demo's, without which no campaign could be launched. */
export async function giveDemoAddress({ projectId, query }: Transaction): Promise<void> {
  await query('update projects set postal_address = $2 where id = $1 and postal_address is null', [
    projectId,
    DEMO_ADDRESS,
  ])
}

/** Takes that address away, unless the project has another one by now. */
export async function takeDemoAddress({ projectId, query }: Transaction): Promise<void> {
  await query('update projects set postal_address = null where id = $1 and postal_address = $2', [
    projectId,
    DEMO_ADDRESS,
  ])
}

/** What happened to a contact over time; ids are UUIDs, `funnel` is oldest first. */
export type DemoHistory = {
  rowNo: number
  tags: { id: string; at: Date }[]
  unsubscribedAt: Date | null
  funnel: { at: Date; funnel: string; lost: boolean }[]
  answers: { topic: { id: string; name: string }; subscribed: boolean; at: Date }[]
}

/** Puts tags on, notes who unsubscribed, moved in the funnel and answered topics, each at its own time in the past. */
export async function insertDemoHistory(transaction: Transaction, people: readonly DemoHistory[]): Promise<void> {
  const { projectId, actor } = transaction
  await copyRows(
    transaction,
    'copy contact_tags (project_id, row_no, tag_id, applied_at, applied_by) from stdin',
    people.flatMap(({ rowNo, tags }) => tags.map(({ id, at }) => [projectId, rowNo, id, at.toISOString(), actor])),
  )
  await copyRows(
    transaction,
    'copy consent_log (project_id, row_no, channel, state, at, changed_by) from stdin',
    people
      .filter(({ unsubscribedAt }) => unsubscribedAt !== null)
      .map(({ rowNo, unsubscribedAt: at }) => [
        projectId,
        rowNo,
        'email',
        'opted_out',
        at?.toISOString() ?? null,
        'contact',
      ]),
  )
  await insertFunnels(transaction, people)
  await insertAnswers(transaction, people)
}

function insertFunnels(transaction: Transaction, people: readonly DemoHistory[]) {
  return copyRows(
    transaction,
    'copy funnel_log (project_id, row_no, funnel_before, funnel, lost_before, lost, at, changed_by) from stdin',
    people.flatMap(({ rowNo, funnel: course }) =>
      course.map(({ at, funnel, lost }, place) => [
        ...[transaction.projectId, rowNo, course[place - 1]?.funnel ?? null, funnel],
        ...[course[place - 1]?.lost ?? false, lost, at.toISOString(), transaction.actor],
      ]),
    ),
  )
}

async function insertAnswers(transaction: Transaction, people: readonly DemoHistory[]) {
  const { projectId } = transaction
  const answers = people.flatMap(({ rowNo, answers }) => answers.map((answer) => ({ rowNo, ...answer })))
  await copyRows(
    transaction,
    'copy topic_answers (project_id, row_no, topic_id, subscribed, at) from stdin',
    answers.map(({ rowNo, topic, subscribed, at }) => [projectId, rowNo, topic.id, subscribed, at.toISOString()]),
  )
  await copyRows(
    transaction,
    'copy topic_log (project_id, row_no, topic_name, subscribed, at, changed_by) from stdin',
    answers.map(({ rowNo, topic, subscribed, at }) => [
      projectId,
      rowNo,
      topic.name,
      subscribed,
      at.toISOString(),
      'contact',
    ]),
  )
}

/** Definitions by UUID, fields by key. */
export type DemoDefinitions = Record<
  'tags' | 'segments' | 'views' | 'campaigns' | 'fields' | 'topics' | 'pipelines',
  string[]
>

/** Marks definitions as demo data, so that they can be removed. */
export async function markDemo(transaction: Transaction, definitions: DemoDefinitions): Promise<void> {
  const { projectId } = transaction
  const mark = (update: string, ids: string[]) => transaction.query(update, [projectId, ids])
  await mark('update tags set demo = true where project_id = $1 and id = any($2)', definitions.tags)
  await mark('update segments set demo = true where project_id = $1 and id = any($2)', definitions.segments)
  await mark('update views set demo = true where project_id = $1 and id = any($2)', definitions.views)
  await mark('update campaigns set demo = true where project_id = $1 and id = any($2)', definitions.campaigns)
  await mark('update topics set demo = true where project_id = $1 and id = any($2)', definitions.topics)
  await mark('update pipelines set demo = true where project_id = $1 and id = any($2)', definitions.pipelines)
  await mark('update custom_fields set demo = true where project_id = $1 and key = any($2)', definitions.fields)
  transaction.touchDefinitions()
}
