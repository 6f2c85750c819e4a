import { parseId, toId } from '@rollcall/contract'
import type { Queryable, Transaction } from './database.ts'
import { takeDemoAddress } from './demo.ts'

/** How much was removed. */
export type RemovedDemo = { contacts: number; segments: number; tags: number }

/** How much is marked as demo. */
export async function countDemoData(record: Queryable, projectId: number): Promise<RemovedDemo> {
  const [counts] = await record.query<RemovedDemo>(
    `select (select count(*) from contacts where project_id = $1 and demo) as contacts,
       (select count(*) from segments where project_id = $1 and demo) as segments,
       (select count(*) from tags where project_id = $1 and demo) as tags`,
    [projectId],
  )
  return counts
}

/**
 * Removes everything that is marked as demo, for good. Tags, segments and fields that anything else uses stay, and are
 * nobody's demo any more.
 */
export async function removeDemoData(transaction: Transaction): Promise<RemovedDemo> {
  await holdDefinitions(transaction)
  const kept = keptBy(await listUses(transaction))
  const users = [
    ...(await deleteUsers(transaction, 'delete from campaigns where project_id = $1 and demo returning id')),
    ...(await deleteUsers(transaction, 'delete from views where project_id = $1 and demo returning id')),
  ]
  const segments = await deleteSegments(transaction, kept.segments)
  await forgetUses(transaction, [...users, ...segments])
  const contacts = await deleteContacts(transaction)
  await deleteSuppressions(transaction)
  const tags = await deleteTags(transaction, kept.tags)
  await deleteFields(transaction, kept.fields)
  await deleteTopics(transaction, kept.topics)
  await deletePipelines(transaction, kept)
  await unmark(transaction)
  await takeDemoAddress(transaction)
  transaction.touchDefinitions()
  return { contacts, segments: segments.length, tags }
}

// Filters that are being saved and tags that are being put on hold what they use: this waits for them.
async function holdDefinitions({ projectId, query }: Transaction) {
  await query('select from tags where project_id = $1 and demo order by id for update', [projectId])
  await query('select from segments where project_id = $1 and demo order by id for update', [projectId])
  await query('select from custom_fields where project_id = $1 and demo order by key for update', [projectId])
  await query('select from topics where project_id = $1 and demo order by id for update', [projectId])
  await query('select from pipelines where project_id = $1 and demo order by id for update', [projectId])
}

type Use = { usedKind: string; usedId: string; userKind: string; userId: string; isDemo: boolean }

/** What uses what; campaigns that are over use nothing any more. */
function listUses({ projectId, query }: Transaction): Promise<Use[]> {
  return query<Use>(
    `select u.used_kind as "usedKind", u.used_id as "usedId", u.user_kind as "userKind", u.user_id as "userId",
       coalesce(s.demo, v.demo, c.demo, false) as "isDemo"
     from definition_uses u
     left join segments s on u.user_kind = 'segment' and s.project_id = $1 and s.id = u.user_id
     left join views v on u.user_kind = 'view' and v.project_id = $1 and v.id = u.user_id
     left join campaigns c on u.user_kind = 'campaign' and c.project_id = $1 and c.id = u.user_id
     where u.project_id = $1 and (c.status is null or c.status in ('draft', 'scheduled', 'sending', 'paused'))`,
    [projectId],
  )
}

/** UUIDs, and keys of fields. */
type Kept = Record<'tags' | 'segments' | 'fields' | 'topics' | 'pipelines' | 'stages', string[]>

/** What anything but the demo uses, and what that uses in turn. */
function keptBy(uses: Use[]): Kept {
  const kept = new Set<Use>()
  const keep = (more: Use[]) => {
    for (const use of more) {
      if (kept.has(use)) continue
      kept.add(use)
      if (use.usedKind === 'segment') keep(uses.filter((next) => isUsedBy(next, use.usedId)))
    }
  }
  keep(uses.filter(({ isDemo }) => !isDemo))
  const idsOf = (kind: string) => [...kept].filter(({ usedKind }) => usedKind === kind).map(({ usedId }) => usedId)
  const uuidsOf = (kind: 'tag' | 'segment' | 'topic' | 'pipeline' | 'stage') =>
    idsOf(kind).flatMap((id) => parseId(kind, id) ?? [])
  return {
    tags: uuidsOf('tag'),
    segments: uuidsOf('segment'),
    fields: idsOf('field'),
    topics: uuidsOf('topic'),
    pipelines: uuidsOf('pipeline'),
    stages: uuidsOf('stage'),
  }
}

function isUsedBy({ userKind, userId }: Use, segmentId: string): boolean {
  return userKind === 'segment' && toId('segment', userId) === segmentId
}

async function deleteUsers({ projectId, query }: Transaction, deletion: string): Promise<string[]> {
  return (await query<{ id: string }>(deletion, [projectId])).map(({ id }) => id)
}

async function deleteSegments(transaction: Transaction, kept: string[]): Promise<string[]> {
  const { projectId, query } = transaction
  const members = await query<{ rowNo: number }>(
    `delete from segment_contacts m using segments s
     where m.project_id = $1 and s.project_id = $1 and s.id = m.segment_id and s.demo and s.id <> all($2::uuid[])
     returning m.row_no as "rowNo"`,
    [projectId, kept],
  )
  transaction.touch(members.map(({ rowNo }) => rowNo))
  const gone = await query<{ id: string }>(
    'delete from segments where project_id = $1 and demo and id <> all($2::uuid[]) returning id',
    [projectId, kept],
  )
  return gone.map(({ id }) => id)
}

async function forgetUses({ projectId, query }: Transaction, users: string[]) {
  await query('delete from definition_uses where project_id = $1 and user_id = any($2::uuid[])', [projectId, users])
}

async function deleteContacts(transaction: Transaction): Promise<number> {
  // One array rather than a row each: there are many.
  const [{ rowNos }] = await transaction.query<{ rowNos: number[] }>(
    `with gone as (delete from contacts where project_id = $1 and demo returning row_no)
     select coalesce(array_agg(row_no), '{}') as "rowNos" from gone`,
    [transaction.projectId],
  )
  transaction.touch(rowNos)
  return rowNos.length
}

async function deleteSuppressions(transaction: Transaction) {
  const others = await transaction.query<{ rowNo: number }>(
    `with gone as (delete from suppressions where project_id = $1 and created_by = 'demo' returning address)
     select row_no as "rowNo" from contacts where project_id = $1 and email_key in (select address from gone)`,
    [transaction.projectId],
  )
  transaction.touch(others.map(({ rowNo }) => rowNo))
}

async function deleteTags({ projectId, query }: Transaction, kept: string[]): Promise<number> {
  const gone = await query(
    `delete from tags t where project_id = $1 and demo and id <> all($2::uuid[])
       and not exists (select from contact_tags ct where ct.project_id = $1 and ct.tag_id = t.id)
     returning id`,
    [projectId, kept],
  )
  return gone.length
}

async function deleteFields({ projectId, query }: Transaction, kept: string[]) {
  await query(
    `delete from custom_fields f where project_id = $1 and demo and key <> all($2)
       and not exists (select from contacts c where c.project_id = $1 and c.fields ? f.key)`,
    [projectId, kept],
  )
}

async function deleteTopics({ projectId, query }: Transaction, kept: string[]) {
  await query(
    `delete from topics t where project_id = $1 and demo and id <> all($2::uuid[])
       and not exists (select from topic_answers a where a.project_id = $1 and a.topic_id = t.id)`,
    [projectId, kept],
  )
}

async function deletePipelines({ projectId, query }: Transaction, { pipelines, stages }: Kept) {
  await query(
    `delete from pipelines p where project_id = $1 and demo and id <> all($2::uuid[])
       and not exists (select from opportunities o where o.project_id = $1 and o.pipeline_id = p.id)
       and not exists (select from pipeline_stages s
         where s.project_id = $1 and s.pipeline_id = p.id and s.id = any($3::uuid[]))`,
    [projectId, pipelines, stages],
  )
}

async function unmark({ projectId, query }: Transaction) {
  await query('update tags set demo = false where project_id = $1 and demo', [projectId])
  await query('update gone_tags set demo = false where project_id = $1 and demo', [projectId])
  await query('update segments set demo = false where project_id = $1 and demo', [projectId])
  await query('update custom_fields set demo = false where project_id = $1 and demo', [projectId])
  await query('update topics set demo = false where project_id = $1 and demo', [projectId])
  await query('update pipelines set demo = false where project_id = $1 and demo', [projectId])
}
