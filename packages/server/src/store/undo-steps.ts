import type { ContactUndo } from '../contacts/to-undo.ts'
import type { Database, Queryable, Transaction } from './database.ts'

/** What one transaction of an import or a bulk action did to contacts. */
export type UndoStep = { step: number; created: number[]; changes: ContactUndo[]; at: Date }

/** How long an import or a bulk action can be undone. */
export const UNDO_DAYS = 7

/** Keeps what a step did, so that it can be undone. `cause`: the UUID of the import or job. */
export async function insertUndoStep(transaction: Transaction, done: UndoStep & { cause: string }): Promise<void> {
  if (done.created.length + done.changes.length === 0) return
  await transaction.query(
    'insert into undo_steps (project_id, cause, step, created, changes, at) values ($1, $2, $3, $4, $5, $6)',
    [transaction.projectId, done.cause, done.step, done.created, JSON.stringify(done.changes), done.at],
  )
}

/** How many changes of contacts are there to be undone. */
export async function countUndoChanges(record: Queryable, projectId: number, cause: string): Promise<number> {
  const [{ count }] = await record.query<{ count: number }>(
    `select coalesce(sum(cardinality(created) + jsonb_array_length(changes)), 0)::int as count
     from undo_steps where project_id = $1 and cause = $2`,
    [projectId, cause],
  )
  return count
}

/** Takes the latest step that is not undone yet out of the record; whoever takes it undoes it in the same transaction. */
export async function takeUndoStep(transaction: Transaction, cause: string): Promise<UndoStep | undefined> {
  const [step] = await transaction.query<UndoStep>(
    `delete from undo_steps where project_id = $1 and cause = $2 and step =
       (select max(step) from undo_steps where project_id = $1 and cause = $2)
     returning step, created, changes, at`,
    [transaction.projectId, cause],
  )
  return step
}

/** Forgets what contacts were before imports and bulk actions that ended more than 7 days ago. */
export async function deleteOldUndoSteps(database: Database, now: Date): Promise<void> {
  await database.query(
    `delete from undo_steps u using (select $1::timestamptz - make_interval(days => $2) as kept_from) k
     where u.at < kept_from
       and not exists (select from jobs j where j.project_id = u.project_id and j.undoes = u.cause
         and j.status in ('pending', 'processing'))
       and not exists (select from imports i where i.project_id = u.project_id and i.id = u.cause
         and (i.finished_at is null or i.finished_at >= kept_from))
       and not exists (select from jobs j where j.project_id = u.project_id and j.id = u.cause
         and (j.finished_at is null or j.finished_at >= kept_from))`,
    [now, UNDO_DAYS],
  )
}
