import { toId } from '@rollcall/contract'
import type { ActionContext } from '../../action.ts'
import { failure } from '../../failure.ts'
import { createUndoJob, findUndoJob, getJob } from '../../store/jobs.ts'
import { countUndoChanges } from '../../store/undo-steps.ts'

/** Something that was done to many contacts, as far as undoing asks. */
export type Undoable = {
  /** Its UUID. */
  cause: string
  what: 'import' | 'bulk action'
  finishedAt: string | null
  until: string | null
}

/** Starts undoing, or gives the job that does it or did it already. */
export async function startUndo(context: ActionContext, undoable: Undoable): Promise<{ id: string; status: string }> {
  const { product, caller } = context
  const { database } = product
  const { cause } = undoable
  const present = await findUndoJob(database, caller.projectId, cause)
  if (present === undefined) refuseTooLate(undoable, product.now())
  const made =
    present ??
    (await context.write(async (transaction) =>
      createUndoJob(transaction, cause, await countUndoChanges(transaction, caller.projectId, cause)),
    )) ??
    (await findUndoJob(database, caller.projectId, cause))
  const { job } = await getJob(database, caller.projectId, toId('job', made ?? cause))
  product.wake('jobs')
  return { id: job.id, status: job.status }
}

function refuseTooLate({ what, finishedAt, until }: Undoable, now: Date) {
  if (finishedAt === null)
    throw failure('cannot_undo', { reason: `This ${what} is still running. Wait until it is over.` })
  if (until === null) throw failure('cannot_undo', { reason: `This ${what} changed nothing that could be undone.` })
  if (now < new Date(until)) return
  const reason = `This ${what} ended on ${finishedAt.slice(0, 10)}; what contacts were before is kept for 7 days.`
  throw failure('cannot_undo', { reason })
}
