import { jobsResults } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { getJob, listJobResults } from '../../store/jobs.ts'
import { parseCursor, toPage } from '../cursor.ts'

export const listJobResultsAction = action(jobsResults, async ({ product, caller }, { params, query }) => {
  const last = parseCursor(
    query.after,
    z
      .int32()
      .min(0)
      .max(2 ** 31 - 2),
  )
  const { job } = await getJob(product.database, caller.projectId, params.job)
  const found = await listJobResults(product.database, caller.projectId, {
    id: job.id,
    from: last === null ? 0 : last + 1,
    limit: query.limit + 1,
  })
  return toPage(found, {
    limit: query.limit,
    place: ({ position }) => position,
    show: ({ contact, outcome, detail }) => ({ contact, outcome, detail }),
  })
})
