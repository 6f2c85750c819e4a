import { jobsCancel, parseId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { failJob, getJob } from '../../store/jobs.ts'

const CANCELLED = 'Cancelled. What was done until then stays done.'

export const cancelJobAction = action(jobsCancel, async ({ product, caller, write }, { params }) => {
  const { job } = await getJob(product.database, caller.projectId, params.job)
  if (job.finishedAt !== null) throw failure('wrong_state', { what: 'job', state: job.status, needed: 'running' })
  // It waits for the chunk that is being done, which stays; one that ended in the meantime stays as it ended.
  await write((transaction) =>
    failJob(transaction, { id: parseId('job', job.id) ?? '', error: CANCELLED, at: product.now() }),
  )
  return (await getJob(product.database, caller.projectId, job.id)).job
})
