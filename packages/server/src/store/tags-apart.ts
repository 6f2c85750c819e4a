import type { Queryable, Transaction } from './database.ts'

/** Two tags by UUID that look alike and mean different things. */
export type ApartPair = { one: string; other: string }

/** Remembers that each of these tags (UUIDs) means something else than each other. */
export async function keepApart(transaction: Transaction, ids: string[]): Promise<void> {
  await transaction.query(
    `insert into tags_apart (project_id, tag_id, other_id)
     select $1, one, other from unnest($2::uuid[]) one join unnest($2::uuid[]) other on one < other
     order by one, other on conflict do nothing`,
    [transaction.projectId, ids],
  )
}

/** Forgets that again. */
export async function forgetApart(transaction: Transaction, ids: string[]): Promise<void> {
  await transaction.query(
    'delete from tags_apart where project_id = $1 and tag_id = any($2::uuid[]) and other_id = any($2::uuid[])',
    [transaction.projectId, ids],
  )
}

/** All pairs that are kept apart; those of tags that are gone among them. */
export async function listApart(record: Queryable, projectId: number): Promise<ApartPair[]> {
  return record.query<ApartPair>(
    'select tag_id as one, other_id as other from tags_apart where project_id = $1 order by tag_id, other_id',
    [projectId],
  )
}
