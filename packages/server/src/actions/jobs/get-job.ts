import { jobsGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getJob } from '../../store/jobs.ts'

export const getJobAction = action(jobsGet, async ({ product, caller, reply }, { params }) => {
  const { job, position } = await getJob(product.database, caller.projectId, params.job)
  // So that whoever sees the job completed can ask for counts that include it.
  if (position !== null) reply.header('Rollcall-Position', position)
  return job
})
