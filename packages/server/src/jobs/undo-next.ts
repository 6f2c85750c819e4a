import type { Transaction } from '../store/database.ts'
import { failJob, holdJob, type OpenJob, recordProgress } from '../store/jobs.ts'
import { removeMade } from '../store/made-by-import.ts'
import { takeUndoStep } from '../store/undo-steps.ts'
import { undoStep } from './undo-step.ts'

/** Undoes the latest step that is left, from the end to the beginning. Returns whether the job is over. */
export async function undoNext(
  transaction: Transaction,
  { job, cause }: { job: OpenJob; cause: string },
  at: Date,
): Promise<boolean> {
  const held = await holdJob(transaction, job.id)
  if (held === null) return true
  const step = await takeUndoStep(transaction, cause)
  const results = step ? await undoStep(transaction, step, at) : []
  await recordProgress(transaction, { id: job.id, done: held.done, results, at })
  const isOver = held.done + results.length >= job.total
  if (isOver) await removeMade(transaction, cause, at)
  if (step || isOver) return isOver
  await failJob(transaction, { id: job.id, at, error: 'What the contacts were before is no longer kept.' })
  return true
}
