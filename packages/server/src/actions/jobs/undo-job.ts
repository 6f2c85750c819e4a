import { jobsUndo, parseId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { getJob } from '../../store/jobs.ts'
import { startUndo } from './start-undo.ts'

export const undoJobAction = action(jobsUndo, async (context, { params }) => {
  const { job } = await getJob(context.product.database, context.caller.projectId, params.job)
  if (job.action === 'undo') throw failure('cannot_undo', { reason: 'Undoing cannot be undone.' })
  return startUndo(context, {
    cause: parseId('job', job.id) ?? '',
    what: 'bulk action',
    finishedAt: job.finishedAt,
    until: job.undo.until,
  })
})
